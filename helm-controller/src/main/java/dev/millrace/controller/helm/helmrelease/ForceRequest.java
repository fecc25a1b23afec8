package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.meta.FluxObject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests that come with a request for a run and count only together with it (FLUX.md 1.2). */
final class ForceRequest {
  private static final String FORCE_AT = "reconcile.fluxcd.io/forceAt";
  private static final String RESET_AT = "reconcile.fluxcd.io/resetAt";

  private ForceRequest() {}

  /** Whether a release is asked for whatever the state. */
  static boolean forces(HelmRelease object) {
    return isNew(object, FORCE_AT, object.status().lastHandledForceAt());
  }

  /** Whether failures are to be forgotten. */
  static boolean resets(HelmRelease object) {
    return isNew(object, RESET_AT, object.status().lastHandledResetAt());
  }

  /** Notes that the requests were seen, whether or not they were acted on. */
  static HelmReleaseStatus seen(HelmReleaseStatus status, HelmRelease object) {
    HelmReleaseStatus.Builder seen = status.toBuilder();
    annotation(object, FORCE_AT).ifPresent(seen::lastHandledForceAt);
    annotation(object, RESET_AT).ifPresent(seen::lastHandledResetAt);
    return seen.build();
  }

  private static boolean isNew(HelmRelease object, String key, @Nullable String handled) {
    return annotation(object, key)
        .filter(
            value -> annotation(object, FluxObject.REQUESTED_AT).filter(value::equals).isPresent())
        .filter(value -> !value.equals(handled))
        .isPresent();
  }

  private static Optional<String> annotation(HelmRelease object, String key) {
    Map<String, String> annotations =
        Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.<String, String>of());
    return Optional.ofNullable(annotations.get(key)).filter(value -> !value.isEmpty());
  }
}
