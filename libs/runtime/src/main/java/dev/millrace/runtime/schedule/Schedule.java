package dev.millrace.runtime.schedule;

import dev.millrace.runtime.outcome.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides when an object is reconciled next. It alone does: the framework's own retry and rate
 * limit are switched off.
 *
 * @param <K> identifies an object
 */
public final class Schedule<K> {
  /** Over how long runs are spread that are overdue together. */
  private static final Duration CATCHING_UP = Duration.ofSeconds(5);

  private final Jitter jitter;
  private final Backoff<K> backoff;
  private final Duration dependencyDelay;

  /**
   * @param dependencyDelay the fixed delay of {@code --requeue-dependency}
   */
  public Schedule(Jitter jitter, Backoff<K> backoff, Duration dependencyDelay) {
    this.jitter = jitter;
    this.backoff = backoff;
    this.dependencyDelay = dependencyDelay;
  }

  /** How long an object waits for something it depends on. */
  public Duration dependencyDelay() {
    return dependencyDelay;
  }

  /**
   * The delay until the next run; empty when only an event can start one.
   *
   * @param interval the object's interval; zero when it has none
   * @param retryInterval the object's own fixed delay after a failure, for kinds that have one;
   *     zero is none
   */
  public Optional<Duration> next(
      K key, Outcome outcome, Duration interval, Optional<Duration> retryInterval) {
    return switch (outcome) {
      case Outcome.Ready _ -> settled(key, interval);
      case Outcome.Unchanged _ -> settled(key, interval);
      case Outcome.Waiting(_, _, Duration delay) -> {
        backoff.forget(key);
        yield Optional.of(delay);
      }
      case Outcome.Retry _ ->
          Optional.of(
              retryInterval.filter(delay -> !delay.isZero()).orElseGet(() -> backoff.failed(key)));
      case Outcome.Stalled _ -> nothing(key);
      case Outcome.Suspended() -> nothing(key);
      case Outcome.Deleted() -> nothing(key);
    };
  }

  /**
   * The delay until the first run of an object that is as it should be, and that somebody else ran
   * every interval until a while ago. Nobody knows when that was last, so the next run was due at
   * any time of the interval from then on; if that has passed, it is made up for soon.
   *
   * @param unattended how long ago somebody else was last known to look after the object
   */
  public Optional<Duration> takenOver(Duration interval, Duration unattended) {
    if (interval.isZero()) {
      return Optional.empty();
    }
    Duration due = jitter.within(interval).minus(unattended);
    return Optional.of(due.isNegative() ? jitter.within(CATCHING_UP) : due);
  }

  /** The delay after a run whose result could not even be written. */
  public Duration afterUnwritten(K key) {
    return backoff.failed(key);
  }

  /** Forgets an object that is gone. */
  public void forget(K key) {
    backoff.forget(key);
  }

  private Optional<Duration> settled(K key, Duration interval) {
    backoff.forget(key);
    return interval.isZero() ? Optional.empty() : Optional.of(jitter.around(interval));
  }

  private Optional<Duration> nothing(K key) {
    backoff.forget(key);
    return Optional.empty();
  }
}
