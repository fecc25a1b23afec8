package dev.millrace.runtime.flags;

import dev.millrace.api.meta.GoDuration;
import java.time.Duration;

/** Values that can be read and still make no sense: better refused than a controller that idles. */
final class FlagBounds {
  private static final int HIGHEST_JITTER = 99;

  private FlagBounds() {}

  /**
   * Accepts the values of flags.
   *
   * @throws IllegalArgumentException naming the flag that is out of its bounds
   */
  static void check(ControllerFlags flags) {
    flags.eventsAddress();
    CommonFlags common = flags.common();
    require(flags.concurrent() >= 1, "--concurrent", flags.concurrent(), "at least 1");
    int jitter = common.intervalJitterPercentage();
    require(
        jitter >= 0 && jitter <= HIGHEST_JITTER,
        "--interval-jitter-percentage",
        jitter,
        "from 0 to " + HIGHEST_JITTER);
    Duration shortest = common.minRetryDelay();
    Duration longest = common.maxRetryDelay();
    require(shortest.isPositive(), "--min-retry-delay", GoDuration.of(shortest), "longer than 0s");
    require(
        longest.compareTo(shortest) >= 0,
        "--max-retry-delay",
        GoDuration.of(longest),
        "not shorter than --min-retry-delay, which is " + GoDuration.of(shortest));
  }

  private static void require(boolean fine, String flag, Object value, String bound) {
    if (!fine) {
      throw new IllegalArgumentException("%s=%s must be %s".formatted(flag, value, bound));
    }
  }
}
