package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.KustomizationSpec;
import dev.millrace.api.meta.GoDuration;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The durations of a spec with their defaults (FLUX.md 3.1). */
final class Timing {
  private static final Duration FLOOR = Duration.ofSeconds(30);

  private Timing() {}

  static Duration interval(KustomizationSpec spec) {
    return spec.interval().tryDuration().orElse(Duration.ZERO);
  }

  static Duration retryInterval(KustomizationSpec spec) {
    return given(spec.retryInterval()).orElseGet(() -> interval(spec));
  }

  /** How long applying, health checks and deletions may take; never less than 30 s. */
  static Duration timeout(KustomizationSpec spec) {
    Duration timeout = given(spec.timeout()).orElseGet(() -> interval(spec).minus(FLOOR));
    return timeout.compareTo(FLOOR) < 0 ? FLOOR : timeout;
  }

  /** As messages show it. */
  static String text(Duration duration) {
    return GoDuration.of(duration).text();
  }

  private static Optional<Duration> given(@Nullable GoDuration duration) {
    return Optional.ofNullable(duration).flatMap(GoDuration::tryDuration);
  }
}
