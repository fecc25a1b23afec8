package dev.millrace.runtime.schedule;

import dev.millrace.runtime.logging.LogLine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes objects when their next run is due. It goes by a clock that only counts on, so that it
 * makes no difference to it when the time of day is put forward or back. Thread-safe.
 *
 * @param <K> identifies an object
 */
public final class PlanTimer<K> {
  private static final Logger LOG = LoggerFactory.getLogger(PlanTimer.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** How long the timer sleeps at most. */
  private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

  private final LongSupplier nanoTime;
  private final Consumer<K> wake;
  private final long origin;
  private final Plans<K> plans = new Plans<>();
  private @Nullable Thread thread;

  /**
   * A timer that doesn't run yet. What is planned before it runs is kept.
   *
   * @param nanoTime a clock that never goes back, such as {@link System#nanoTime}
   * @param wake is told of objects that are due, from the timer's thread; should not block
   */
  public PlanTimer(LongSupplier nanoTime, Consumer<K> wake) {
    this.nanoTime = nanoTime;
    this.wake = wake;
    this.origin = nanoTime.getAsLong();
  }

  /** Plans the next run of an object, in place of the one that was planned. */
  public synchronized void plan(K key, Duration delay) {
    long time = timeAfter(delay);
    plans.put(key, time);
    if (plans.next().orElse(time) == time) {
      LockSupport.unpark(thread);
    }
  }

  /** Plans no run of the object any more. */
  public synchronized void drop(K key) {
    plans.remove(key);
  }

  /** Plans no run any more of objects that match. */
  public synchronized void dropIf(Predicate<K> matches) {
    plans.removeIf(matches);
  }

  /** Lets the timer run, if it doesn't. */
  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().name("planned-runs").daemon(true).start(this::work);
    }
  }

  /** Stops the timer and drops all plans. */
  public synchronized void stop() {
    LockSupport.unpark(thread);
    thread = null;
    plans.removeIf(_ -> true);
  }

  private void work() {
    while (isAtWork()) {
      wakeDue();
      LockSupport.parkNanos(this, untilNext().toNanos());
    }
  }

  private synchronized boolean isAtWork() {
    return thread == Thread.currentThread();
  }

  /** Wakes all that is due by now, as the timer's thread does when it is time. */
  public void wakeDue() {
    for (K key : takeDue()) {
      try {
        wake.accept(key);
      } catch (RuntimeException e) {
        LogLine.with("object", key)
            .log(message -> LOG.error(message, e), "a planned run did not begin");
        plan(key, AFTER_FAILURE);
      }
    }
  }

  /** How long there is nothing to do; never more than {@link #LONGEST_SLEEP}. */
  synchronized Duration untilNext() {
    long now = now();
    long next = plans.next().orElse(Long.MAX_VALUE);
    Duration wait = Duration.ofNanos(Math.max(0, next - now));
    return wait.compareTo(LONGEST_SLEEP) < 0 ? wait : LONGEST_SLEEP;
  }

  private synchronized List<K> takeDue() {
    return plans.takeDue(now());
  }

  private long timeAfter(Duration delay) {
    long now = now();
    long most = Long.MAX_VALUE - now;
    return delay.compareTo(Duration.ofNanos(most)) < 0 ? now + delay.toNanos() : Long.MAX_VALUE;
  }

  private long now() {
    return nanoTime.getAsLong() - origin;
  }
}
