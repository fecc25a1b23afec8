package dev.millrace.cluster;

import dev.millrace.runtime.fairness.Concurrency;
import java.time.Duration;

/**
 * Bounds of a connection.
 *
 * @param requestsAtOnce between which bounds the number of requests moves that may be under way,
 *     those of all identities together and watches apart; namespaces share them
 * @param requestTimeout how long an answer may take
 * @param watchTimeout after which time a watch is taken up anew
 * @param maxResponseBytes how large an answer, or one event of a watch, may be
 * @param listPageSize how many objects are asked for at once
 * @param firstRetry how long a broken watch waits before it is tried again; doubled each time
 * @param lastRetry the longest such wait
 */
public record ConnectionLimits(
    Concurrency requestsAtOnce,
    Duration requestTimeout,
    Duration watchTimeout,
    int maxResponseBytes,
    int listPageSize,
    Duration firstRetry,
    Duration lastRetry) {

  /** Bounds for ordinary clusters. */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(
          Concurrency.USUAL,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          64 * 1024 * 1024,
          500,
          Duration.ofMillis(500),
          Duration.ofSeconds(30));
}
