package dev.millrace.controller.notification.statuspage.viewer;

import java.time.Duration;

/**
 * The bounds of the status page.
 *
 * @param refresh how long what was read is shown, and how often open pages look for changes; after
 *     this time at most a viewer whose rights were taken away sees nothing more
 * @param mostStreams pages that are kept up to date at the same time
 * @param mostSessions viewers who are logged in at the same time; the one that was away for longest
 *     makes room for another
 * @param longestSession after which a viewer logs in again
 * @param longestIdle after which a viewer who did nothing logs in again
 * @param mostPerKind objects of a kind that are read
 */
public record StatusPageSettings(
    Duration refresh,
    int mostStreams,
    int mostSessions,
    Duration longestSession,
    Duration longestIdle,
    int mostPerKind) {

  /** As people want it. */
  public static StatusPageSettings usual(Duration refresh, int mostStreams) {
    return new StatusPageSettings(
        refresh, mostStreams, 500, Duration.ofHours(12), Duration.ofHours(1), 2_000);
  }
}
