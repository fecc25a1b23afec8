package dev.millrace.controller.imageautomation.gate;

import dev.millrace.api.meta.GoDuration;
import dev.millrace.controller.imageautomation.registry.ImageRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The image was made some time ago, such as {@code 24h}. */
final class AgeGate implements Gate {
  private final ImageRegistry registry;
  private final Clock clock;

  AgeGate(ImageRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public String annotation() {
    return "millrace.dev/minimum-age";
  }

  @Override
  public Optional<String> objection(Candidate candidate, String wanted) {
    Duration age =
        new GoDuration(wanted)
            .tryDuration()
            .orElseThrow(() -> new IllegalArgumentException("write a duration such as 24h"));
    Optional<Instant> created = registry.facts(candidate.repository(), candidate.image()).created();
    if (created.isEmpty()) {
      return Optional.of("it does not say when it was made");
    }
    Instant ripe = created.get().plus(age);
    return ripe.isAfter(clock.instant())
        ? Optional.of("it is younger than %s until %s".formatted(wanted, ripe))
        : Optional.empty();
  }
}
