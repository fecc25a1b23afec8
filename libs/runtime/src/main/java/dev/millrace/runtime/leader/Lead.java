package dev.millrace.runtime.leader;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the end of a lead means. A replica that lost it ends at once, for another one works now. A
 * replica that gives it up because it stops goes on stopping: the framework itself would ask for
 * the end of the process within that end, and wait for ever.
 */
public final class Lead {
  private static final Logger LOG = LoggerFactory.getLogger(Lead.class);

  private final Runnable end;
  private volatile boolean givenUp;

  /**
   * @param end ends the process without waiting for anything
   */
  public Lead(Runnable end) {
    this.end = end;
  }

  /** From now on the lead ends because this replica wants it to. */
  public void giveUp() {
    givenUp = true;
  }

  /** What the election calls. */
  LeaderCallbacks callbacks() {
    return new LeaderCallbacks(() -> {}, this::ended, _ -> {});
  }

  private void ended() {
    if (!givenUp) {
      LOG.error("the lead was lost; another replica has to take over");
      end.run();
    }
  }
}
