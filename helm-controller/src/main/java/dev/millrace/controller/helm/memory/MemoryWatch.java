package dev.millrace.controller.helm.memory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the controller end its actions and stop before it uses more memory than it may: a killed
 * process would leave releases under way. Looks at the memory every so often.
 */
public final class MemoryWatch {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryWatch.class);
  private static final int PERCENT = 100;

  private final MemoryGauge gauge;
  private final int threshold;
  private final Duration interval;
  private final ScheduledExecutorService timer;
  private final Runnable exit;
  private @Nullable ScheduledFuture<?> looking;

  /**
   * @param threshold the share of the limit, in percent, at which the controller stops
   * @param interval how often memory is looked at
   * @param exit asks the controller to stop gracefully; is called once
   */
  public MemoryWatch(
      MemoryGauge gauge,
      int threshold,
      Duration interval,
      ScheduledExecutorService timer,
      Runnable exit) {
    if (threshold < 1 || threshold > PERCENT) {
      throw new IllegalArgumentException(
          "--oom-watch-memory-threshold is a share in percent, between 1 and 100, not "
              + threshold);
    }
    this.gauge = gauge;
    this.threshold = threshold;
    this.interval = interval;
    this.timer = timer;
    this.exit = exit;
  }

  /**
   * Starts to look.
   *
   * @throws IOException if the memory can't be read, or is not limited
   */
  public void start() throws IOException {
    long most = gauge.readLimit() / PERCENT * threshold;
    gauge.readCurrent();
    long nanos = interval.toNanos();
    looking = timer.scheduleWithFixedDelay(() -> look(most), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void look(long most) {
    try {
      long used = gauge.readCurrent();
      if (used >= most) {
        LOG.warn(
            "{} bytes of memory are in use, the limit of --oom-watch-memory-threshold is {}: the"
                + " controller stops",
            used,
            most);
        cancel();
        exit.run();
      }
    } catch (IOException e) {
      LOG.warn("the memory in use can't be read: {}", e.getMessage());
    }
  }

  private void cancel() {
    if (looking != null) {
      looking.cancel(false);
    }
  }
}
