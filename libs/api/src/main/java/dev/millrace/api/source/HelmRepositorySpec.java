package dev.millrace.api.source;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.AccessFrom;
import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.meta.OmitWhenEmpty;
import org.jspecify.annotations.Nullable;

/**
 * Where the charts are. With the type {@code oci} there is nothing to reconcile.
 *
 * @param type {@code default} or {@code oci}
 * @param secretRef credentials
 * @param certSecretRef TLS certificates
 * @param passCredentials send the credentials to other hosts that the index points to
 * @param provider {@code generic} for credentials from a Secret, else the cloud whose workload
 *     identity is used; OCI only
 * @param insecure plain HTTP; OCI only
 * @param accessFrom declared but without effect, as in Flux
 */
@ApiType
public record HelmRepositorySpec(
    String url,
    String type,
    GoDuration interval,
    GoDuration timeout,
    @Nullable LocalObjectReference secretRef,
    @Nullable LocalObjectReference certSecretRef,
    @OmitWhenEmpty boolean passCredentials,
    String provider,
    @OmitWhenEmpty boolean insecure,
    @OmitWhenEmpty boolean suspend,
    @Nullable AccessFrom accessFrom) {

  /** What an object without a spec is read as. */
  public static final HelmRepositorySpec EMPTY =
      new HelmRepositorySpec(
          "",
          "default",
          new GoDuration("1m"),
          new GoDuration("60s"),
          null,
          null,
          false,
          "generic",
          false,
          false,
          null);

  public HelmRepositorySpec {
    url = requireNonNullElse(url, "");
    type = requireNonNullElse(type, "default");
    interval = requireNonNullElse(interval, new GoDuration("1m"));
    timeout = requireNonNullElse(timeout, new GoDuration("60s"));
    provider = requireNonNullElse(provider, "generic");
  }
}
