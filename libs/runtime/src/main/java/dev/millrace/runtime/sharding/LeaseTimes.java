package dev.millrace.runtime.sharding;

import dev.millrace.runtime.flags.LeaderElectionFlags;
import java.time.Duration;

/**
 * How long things hold.
 *
 * @param lease after which others may take what a member that no longer writes has claimed
 * @param renewDeadline after which a member that could not write stops working; shorter than the
 *     lease, because a request that was sent before may arrive a little later
 * @param retryPeriod the time between two rounds
 */
record LeaseTimes(Duration lease, Duration renewDeadline, Duration retryPeriod) {
  LeaseTimes {
    if (lease.compareTo(renewDeadline) <= 0 || renewDeadline.compareTo(retryPeriod) <= 0) {
      throw new IllegalArgumentException(
          "--leader-election-lease-duration has to be longer than --leader-election-renew-deadline,"
              + " and that longer than --leader-election-retry-period");
    }
  }

  static LeaseTimes of(LeaderElectionFlags flags) {
    return new LeaseTimes(flags.leaseDuration(), flags.renewDeadline(), flags.retryPeriod());
  }
}
