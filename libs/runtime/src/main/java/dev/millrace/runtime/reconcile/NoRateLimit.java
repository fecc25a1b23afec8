package dev.millrace.runtime.reconcile;

import io.javaoperatorsdk.operator.processing.event.rate.RateLimiter;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimiter.RateLimitState;
import java.time.Duration;
import java.util.Optional;

/** Leaves all timing to our own schedule. */
final class NoRateLimit implements RateLimiter<NoRateLimit.Nothing> {
  /** There is nothing to remember. */
  static final class Nothing implements RateLimitState {}

  @Override
  public Optional<Duration> isLimited(RateLimitState state) {
    return Optional.empty();
  }

  @Override
  public Nothing initState() {
    return new Nothing();
  }
}
