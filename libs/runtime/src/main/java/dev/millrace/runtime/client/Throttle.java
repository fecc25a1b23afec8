package dev.millrace.runtime.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When requests are held back. A server that shares its capacity out itself, by Priority and
 * Fairness, is left to it, as Flux does: a budget of ours would only make everybody wait. Once it
 * refuses a request because there are too many, the budget holds for a second, and for twice as
 * long each time that this was not enough. Thread-safe.
 */
final class Throttle {
  static final Duration FIRST_CARE = Duration.ofSeconds(1);
  static final Duration LONGEST_CARE = Duration.ofMinutes(1);
  private static final int TOO_MANY_REQUESTS = 429;

  private final RequestBudget budget;
  private final LongSupplier nanoTime;
  private volatile State state;

  /**
   * What the server showed.
   *
   * @param fair whether it shares its capacity out itself
   * @param careful how long the budget held the last time
   * @param until until when the budget holds all the same, in nanoseconds of the clock
   */
  private record State(boolean fair, Duration careful, long until) {}

  /**
   * Holds requests back until a server shows that it need not.
   *
   * @param nanoTime a clock that never goes back
   */
  Throttle(RequestBudget budget, LongSupplier nanoTime) {
    this.budget = budget;
    this.nanoTime = nanoTime;
    this.state = new State(false, Duration.ZERO, nanoTime.getAsLong());
  }

  /** How long the next request is to wait. */
  Duration take() {
    State now = state;
    boolean free = now.fair && nanoTime.getAsLong() - now.until >= 0;
    return free ? Duration.ZERO : budget.take();
  }

  /**
   * Learns from an answer.
   *
   * @param status its HTTP status
   * @param classified whether Priority and Fairness put the request into a class
   */
  void answered(int status, boolean classified) {
    if (status == TOO_MANY_REQUESTS) {
      refused(classified);
    } else if (classified && !state.fair) {
      state = new State(true, Duration.ZERO, nanoTime.getAsLong());
    }
  }

  /** What is refused while the budget holds was sent before it did. */
  private synchronized void refused(boolean classified) {
    long now = nanoTime.getAsLong();
    long calm = now - state.until;
    if (calm < 0) {
      return;
    }
    boolean again = state.careful.isPositive() && calm < LONGEST_CARE.toNanos();
    Duration care = again ? state.careful.multipliedBy(2) : FIRST_CARE;
    care = care.compareTo(LONGEST_CARE) > 0 ? LONGEST_CARE : care;
    state = new State(state.fair || classified, care, now + care.toNanos());
  }
}
