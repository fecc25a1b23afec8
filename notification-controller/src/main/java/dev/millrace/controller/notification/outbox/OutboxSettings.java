package dev.millrace.controller.notification.outbox;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of the outbox.
 *
 * @param folder where the log is; null to remember in memory only
 * @param most how many deliveries may be owed at once
 * @param mostBytes how many bytes they may have together
 * @param retention after how long a delivery that keeps failing is given up
 * @param firstPause before the first repetition; each further pause is twice as long
 * @param longestPause the longest pause
 */
public record OutboxSettings(
    @Nullable Path folder,
    int most,
    long mostBytes,
    Duration retention,
    Duration firstPause,
    Duration longestPause) {}
