package dev.millrace.apply.observe;

import dev.millrace.apply.object.ObjectRef;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

/**
 * Tells apart drift that happens once from a quarrel with another controller, which reverts every
 * revert. A quarrel is slowed down, not given up.
 */
public final class DriftPace {

  private static final int MAX_REMEMBERED = 10_000;

  private final Pace pace;
  private final LongSupplier nanoTime;
  private final SequencedMap<Quarrel, Deque<Long>> reverts = new LinkedHashMap<>();

  /**
   * How fast is too fast.
   *
   * @param free how many reverts in the window are nobody's business
   * @param window how long a revert counts
   * @param first how long the first revert beyond that waits; each further one twice as long
   * @param longest the longest wait
   */
  public record Pace(int free, Duration window, Duration first, Duration longest) {

    /** Three reverts in ten minutes are free, then 10 s, 20 s … up to ten minutes. */
    public static final Pace DEFAULT =
        new Pace(3, Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofMinutes(10));
  }

  private record Quarrel(ObjectRef ref, String manager) {}

  /** Makes a pace that remembers nothing yet. */
  public DriftPace(Pace pace) {
    this(pace, System::nanoTime);
  }

  /** Counts time with another clock that never goes back. */
  DriftPace(Pace pace, LongSupplier nanoTime) {
    this.pace = pace;
    this.nanoTime = nanoTime;
  }

  /**
   * How to answer a drift.
   *
   * @param times how often it happened lately
   * @param delay how long to wait before it is reverted; zero for not at all
   * @param nextDelay how long the next one like it would have to wait
   */
  public record Answer(int times, Duration delay, Duration nextDelay) {

    /** Whether somebody seems to revert every revert. */
    public boolean isQuarrel() {
      return !nextDelay.isZero();
    }
  }

  /** Counts a drift and tells how to answer it. */
  public synchronized Answer answer(Drift drift) {
    Quarrel quarrel = new Quarrel(drift.ref(), drift.manager());
    Deque<Long> times = reverts.computeIfAbsent(quarrel, _ -> new ArrayDeque<>());
    long now = nanoTime.getAsLong();
    long window = pace.window().toNanos();
    times.removeIf(time -> now - time > window);
    times.addLast(now);
    if (times.size() > pace.free() + 32) {
      times.removeFirst();
    }
    forgetOldest();
    return new Answer(times.size(), waitAt(times.size()), waitAt(times.size() + 1));
  }

  private Duration waitAt(int times) {
    int beyond = times - pace.free();
    if (beyond <= 0) {
      return Duration.ZERO;
    }
    Duration wait = pace.first().multipliedBy(1L << Math.min(beyond - 1, 20));
    return wait.compareTo(pace.longest()) > 0 ? pace.longest() : wait;
  }

  private void forgetOldest() {
    if (reverts.size() > MAX_REMEMBERED) {
      reverts.pollFirstEntry();
    }
  }
}
