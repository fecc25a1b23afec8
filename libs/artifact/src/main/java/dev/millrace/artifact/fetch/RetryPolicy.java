package dev.millrace.artifact.fetch;

import java.time.Duration;

/**
 * How often and after which waits a download is tried again (FLUX.md 1.5: 9 retries, 5–30 s).
 *
 * @param retries after the first attempt
 * @param shortestWait before the first retry; it doubles each time
 * @param longestWait where the doubling ends
 */
public record RetryPolicy(int retries, Duration shortestWait, Duration longestWait) {
  /** Flux's waits with another number of retries ({@code --http-retry}). */
  public static RetryPolicy ofRetries(int retries) {
    return new RetryPolicy(retries, Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  /** The wait before a retry, counted from 1. */
  Duration waitBefore(int retry) {
    var wait = shortestWait.multipliedBy(1L << Math.min(retry - 1, 30));
    return wait.compareTo(longestWait) < 0 ? wait : longestWait;
  }
}
