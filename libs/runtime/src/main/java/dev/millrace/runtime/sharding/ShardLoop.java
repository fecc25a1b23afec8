package dev.millrace.runtime.sharding;

import dev.millrace.runtime.logging.LogLine;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a member its rounds, in a thread of its own. */
final class ShardLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ShardLoop.class);
  private static final Duration UNSETTLED = Duration.ofMillis(500);

  private final Member member;
  private final Duration period;
  private final Duration hurry;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean leaving;
  private String known = "";

  /**
   * @param period between two rounds when all is as it is to be; shorter otherwise
   */
  ShardLoop(Member member, Duration period) {
    this.member = member;
    this.period = period;
    this.hurry = period.compareTo(UNSETTLED) < 0 ? period : UNSETTLED;
  }

  /** Lets the next round come at once. */
  void hurryUp() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  /** Lets the member give everything up; the loop ends when it has. */
  void leave() {
    leaving = true;
    hurryUp();
  }

  @Override
  public void run() {
    try {
      while (!member.hasLeft()) {
        boolean rested = wake.tryAcquire(round().toMillis(), TimeUnit.MILLISECONDS);
        if (rested) {
          wake.drainPermits();
        }
      }
    } catch (InterruptedException _) {
      LOG.warn("this replica ends while runs are under way; others wait until its lease ran out");
    }
  }

  /** One round, and how long to rest after it. */
  private Duration round() {
    if (leaving) {
      member.leave();
    }
    try {
      boolean settled = member.round();
      tellWhatIsHeld();
      return settled ? period : hurry;
    } catch (RegisterFailure e) {
      LOG.warn("the division of objects among replicas can't be renewed; it is tried again", e);
      return hurry;
    } catch (RuntimeException e) {
      LOG.error("the division of objects among replicas met a bug", e);
      return period;
    }
  }

  private void tellWhatIsHeld() {
    String now = member.held().toString();
    if (!now.equals(known)) {
      known = now;
      LogLine.with("shards", now)
          .and("count", member.held().size())
          .log(LOG::info, "this replica's share of the objects changed");
    }
  }
}
