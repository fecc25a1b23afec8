package dev.millrace.runtime.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When requests are held back. A server that shares its capacity out itself, by Priority and
 * Fairness, is left to it, as Flux does: a budget of ours would only make everybody wait. Once it
 * refuses a request because there are too many, the budget holds for a minute. Thread-safe.
 */
final class Throttle {
  static final Duration CAREFUL = Duration.ofMinutes(1);
  private static final int TOO_MANY_REQUESTS = 429;

  private final RequestBudget budget;
  private final LongSupplier nanoTime;
  private volatile State state = new State(false, 0);

  /**
   * What the server showed.
   *
   * @param fair whether it shares its capacity out itself
   * @param carefulUntil until when the budget holds all the same, in nanoseconds of the clock
   */
  private record State(boolean fair, long carefulUntil) {}

  /**
   * Holds requests back until a server shows that it need not.
   *
   * @param nanoTime a clock that never goes back
   */
  Throttle(RequestBudget budget, LongSupplier nanoTime) {
    this.budget = budget;
    this.nanoTime = nanoTime;
  }

  /** How long the next request is to wait. */
  Duration take() {
    State now = state;
    boolean free = now.fair && nanoTime.getAsLong() - now.carefulUntil >= 0;
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
      state = new State(classified, nanoTime.getAsLong() + CAREFUL.toNanos());
    } else if (classified && !state.fair) {
      state = new State(true, nanoTime.getAsLong());
    }
  }
}
