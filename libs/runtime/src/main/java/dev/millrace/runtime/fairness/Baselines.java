package dev.millrace.runtime.fairness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How long each kind of request takes when few others are under way: the mean of what was measured
 * since the last look. Bounded: kinds that were not asked for longest are forgotten. Not
 * thread-safe.
 */
final class Baselines {
  private static final int MOST_KINDS = 256;

  /** Of so many measurements the mean is made; each later one moves it by that part. */
  private static final int LONGEST_MEAN = 32;

  private final Map<String, Baseline> byKind =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Baseline> eldest) {
          return size() > MOST_KINDS;
        }
      };
  private long look;

  private record Baseline(long look, double mean, int count) {
    Baseline plus(double value) {
      int all = Math.min(count + 1, LONGEST_MEAN);
      return new Baseline(look, mean + (value - mean) / all, all);
    }
  }

  /** From now on what is measured takes the place of what was known before. */
  void lookAgain() {
    look++;
  }

  /** Takes a measurement in. */
  void measured(String kind, double nanos) {
    Baseline before = byKind.get(kind);
    byKind.put(
        kind,
        before == null || before.look() != look
            ? new Baseline(look, nanos, 1)
            : before.plus(nanos));
  }

  /** How long a request of a kind takes by itself, in nanoseconds; empty if that is not known. */
  OptionalDouble of(String kind) {
    Baseline known = byKind.get(kind);
    return known == null ? OptionalDouble.empty() : OptionalDouble.of(known.mean());
  }
}
