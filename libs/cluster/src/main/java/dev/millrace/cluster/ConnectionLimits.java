package dev.millrace.cluster;

import java.time.Duration;

/**
 * Bounds of a connection.
 *
 * @param requestsAtOnce how many requests of all identities may be under way, watches apart;
 *     namespaces share them, and one that has none need not wait. A few keep an API server busy,
 *     all others would only queue in it, where nobody's come first
 * @param requestTimeout how long an answer may take
 * @param watchTimeout after which time a watch is taken up anew
 * @param maxResponseBytes how large an answer, or one event of a watch, may be
 * @param listPageSize how many objects are asked for at once
 * @param firstRetry how long a broken watch waits before it is tried again; doubled each time
 * @param lastRetry the longest such wait
 */
public record ConnectionLimits(
    int requestsAtOnce,
    Duration requestTimeout,
    Duration watchTimeout,
    int maxResponseBytes,
    int listPageSize,
    Duration firstRetry,
    Duration lastRetry) {

  /** Bounds for ordinary clusters. */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(
          8,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          64 * 1024 * 1024,
          500,
          Duration.ofMillis(500),
          Duration.ofSeconds(30));
}
