package dev.millrace.controller.imageautomation.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Knows which registries want to be left alone, and until when. What one object is told holds for
 * all objects that use the same registry with the same login. Thread-safe.
 */
final class Patience {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration WIDEST_SPREAD = Duration.ofMinutes(1);

  private final Clock clock;
  private final RandomGenerator random;
  private final Map<Account, Pause> pauses = new HashMap<>();

  private record Pause(Instant until, int refusals) {
    boolean isOver(Instant now) {
      return !now.isBefore(until);
    }

    Pause notBefore(Instant other) {
      return until.isBefore(other) ? new Pause(other, refusals) : this;
    }
  }

  Patience(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** How long a registry still wants to be left alone; empty when it may be asked. */
  synchronized Optional<Duration> left(Account account) {
    Instant now = clock.instant();
    Pause pause = pauses.get(account);
    return pause == null || pause.isOver(now)
        ? Optional.empty()
        : Optional.of(Duration.between(now, pause.until));
  }

  /**
   * Remembers that a registry wants fewer requests. Where it does not say for how long, each
   * refusal in a row doubles the pause; a pause is never shortened and never longer than an hour.
   */
  synchronized void refused(Account account, Optional<Duration> retryAfter) {
    Instant now = clock.instant();
    pauses.values().removeIf(each -> now.isAfter(each.until.plus(LONGEST)));
    Pause before = pauses.get(account);
    if (before == null) {
      pauses.put(account, new Pause(now.plus(wait(retryAfter, 1)), 1));
    } else if (before.isOver(now)) {
      int refusals = before.refusals + 1;
      pauses.put(account, new Pause(now.plus(wait(retryAfter, refusals)), refusals));
    } else {
      pauses.put(account, before.notBefore(now.plus(wait(retryAfter, before.refusals))));
    }
  }

  /** Remembers that a registry answered as it should. */
  synchronized void answered(Account account) {
    pauses.computeIfPresent(account, (_, pause) -> pause.isOver(clock.instant()) ? null : pause);
  }

  /** When to try again after a pause: not all at the same moment. */
  Duration retryAfter(Duration left) {
    Duration spread = shorter(left, WIDEST_SPREAD);
    return left.plusMillis(random.nextLong(spread.toMillis() + 1));
  }

  private static Duration wait(Optional<Duration> retryAfter, int refusals) {
    return retryAfter.map(wanted -> shorter(wanted, LONGEST)).orElse(backoff(refusals));
  }

  private static Duration backoff(int refusals) {
    int doublings = Math.min(refusals - 1, Integer.SIZE - 2);
    return shorter(FIRST.multipliedBy(1L << doublings), LONGEST_BACKOFF);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
