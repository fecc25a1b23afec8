package dev.millrace.api.notification;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may call and which objects are then reconciled.
 *
 * @param type such as {@code github} or {@code generic-oidc}
 * @param events accepted event names; empty for all
 * @param resourceFilter CEL over {@code res} and {@code req}, and {@code claims} with OIDC
 * @param secretRef the token; null only with OIDC
 */
@ApiType
public record ReceiverSpec(
    String type,
    @OmitWhenEmpty List<String> events,
    List<ObjectSelector> resources,
    @Nullable String resourceFilter,
    @Nullable LocalObjectReference secretRef,
    @OmitWhenEmpty List<OIDCProvider> oidcProviders,
    GoDuration interval,
    @OmitWhenEmpty boolean suspend) {

  /** What an object without a spec is read as. */
  public static final ReceiverSpec EMPTY =
      new ReceiverSpec(
          "", List.of(), List.of(), null, null, List.of(), new GoDuration("10m"), false);

  public ReceiverSpec {
    type = requireNonNullElse(type, "");
    events = Copies.ofList(events);
    resources = Copies.ofList(resources);
    oidcProviders = Copies.ofList(oidcProviders);
    interval = requireNonNullElse(interval, new GoDuration("10m"));
  }
}
