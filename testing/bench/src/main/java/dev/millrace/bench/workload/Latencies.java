package dev.millrace.bench.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long many things took. Thread-safe. */
final class Latencies {
  private static final double MILLIS = 1e6;

  private final Map<String, Long> begun = new ConcurrentHashMap<>();
  private final List<Duration> times = new ArrayList<>();

  /** Something began now. */
  void began(String name) {
    begun.put(name, System.nanoTime());
  }

  /** Something ended now; false if it had not begun, or had ended before. */
  boolean ended(String name) {
    Long start = begun.remove(name);
    if (start != null) {
      add(Duration.ofNanos(System.nanoTime() - start));
    }
    return start != null;
  }

  synchronized void add(Duration time) {
    times.add(time);
  }

  /** The time that a share of all stayed within, such as 0.99. */
  synchronized Duration within(double share) {
    if (times.isEmpty()) {
      throw new IllegalStateException("nothing was timed");
    }
    List<Duration> sorted = times.stream().sorted().toList();
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, index));
  }

  /** Median, 99 % and worst. */
  synchronized String percentiles() {
    return String.format(
        Locale.ROOT,
        "p50 %.0f ms, p99 %.0f ms, worst %.0f ms of %d",
        within(0.5).toNanos() / MILLIS,
        within(0.99).toNanos() / MILLIS,
        within(1).toNanos() / MILLIS,
        times.size());
  }
}
