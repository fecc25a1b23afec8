package dev.millrace.apply.observe;

import dev.millrace.apply.object.ObjectRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Tells apart drift that happens once from a quarrel with another controller, which reverts every
 * revert. A quarrel is slowed down, not given up.
 */
public final class DriftPace {

  private static final int MAX_REMEMBERED = 10_000;

  private final Clock clock;
  private final Pace pace;
  private final SequencedMap<Quarrel, Deque<Instant>> reverts = new LinkedHashMap<>();

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
  public DriftPace(Clock clock, Pace pace) {
    this.clock = clock;
    this.pace = pace;
  }

  /** Counts a drift and tells how long to wait before it is reverted; zero for not at all. */
  public synchronized Duration holdOff(Drift drift) {
    Quarrel quarrel = new Quarrel(drift.ref(), drift.manager());
    Deque<Instant> times = reverts.computeIfAbsent(quarrel, _ -> new ArrayDeque<>());
    Instant now = clock.instant();
    times.removeIf(time -> time.plus(pace.window()).isBefore(now));
    times.addLast(now);
    if (times.size() > pace.free() + 32) {
      times.removeFirst();
    }
    forgetOldest();
    int beyond = times.size() - pace.free();
    return beyond <= 0 ? Duration.ZERO : longer(beyond);
  }

  private Duration longer(int beyond) {
    Duration wait = pace.first().multipliedBy(1L << Math.min(beyond - 1, 20));
    return wait.compareTo(pace.longest()) > 0 ? pace.longest() : wait;
  }

  private void forgetOldest() {
    if (reverts.size() > MAX_REMEMBERED) {
      reverts.pollFirstEntry();
    }
  }
}
