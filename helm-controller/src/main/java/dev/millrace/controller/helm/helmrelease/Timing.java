package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.meta.GoDuration;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The durations of a spec with their defaults (FLUX.md 4.1). */
final class Timing {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private Timing() {}

  /** How long one kind of action may take; if the spec does not say, as long as any. */
  static Duration timeout(HelmReleaseSpec spec, @Nullable GoDuration ofAction) {
    return given(ofAction).or(() -> given(spec.timeout())).orElse(TIMEOUT);
  }

  /** As messages show it. */
  static String text(Duration duration) {
    return GoDuration.of(duration).text();
  }

  private static Optional<Duration> given(@Nullable GoDuration duration) {
    return Optional.ofNullable(duration).flatMap(GoDuration::tryDuration);
  }
}
