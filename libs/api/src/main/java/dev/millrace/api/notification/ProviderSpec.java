package dev.millrace.api.notification;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.meta.OmitWhenEmpty;
import org.jspecify.annotations.Nullable;

/**
 * The service and how to reach it.
 *
 * @param type such as {@code slack} or {@code generic-hmac}
 * @param address URL of the service, unless the Secret has it
 * @param secretRef token, address, headers
 * @param certSecretRef TLS certificates
 * @param proxy deprecated: URL of a proxy
 * @param serviceAccountName the ServiceAccount whose cloud identity is used
 * @param commitStatusExpr CEL that makes the identifier of commit statuses
 * @param interval deprecated, without effect
 */
@ApiType
public record ProviderSpec(
    String type,
    @Nullable String address,
    @Nullable String channel,
    @Nullable String username,
    @Nullable LocalObjectReference secretRef,
    @Nullable LocalObjectReference certSecretRef,
    @Nullable LocalObjectReference proxySecretRef,
    @Nullable String proxy,
    @Nullable String serviceAccountName,
    @Nullable String commitStatusExpr,
    GoDuration timeout,
    @Nullable GoDuration interval,
    @OmitWhenEmpty boolean suspend) {

  /** What an object without a spec is read as. */
  public static final ProviderSpec EMPTY =
      new ProviderSpec(
          "",
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          new GoDuration("15s"),
          null,
          false);

  public ProviderSpec {
    type = requireNonNullElse(type, "");
    timeout = requireNonNullElse(timeout, new GoDuration("15s"));
  }
}
