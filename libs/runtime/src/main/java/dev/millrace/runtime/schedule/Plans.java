package dev.millrace.runtime.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * When each object is to be run: at most one time for each, since a later plan replaces an earlier
 * one. Times are nanoseconds since some moment. Remembers only; not thread-safe.
 *
 * @param <K> identifies an object
 */
final class Plans<K> {
  private static final Comparator<Plan<?>> BY_TIME =
      Comparator.<Plan<?>>comparingLong(Plan::time).thenComparingLong(Plan::number);

  private final Map<K, Plan<K>> byKey = new HashMap<>();
  private final TreeSet<Plan<K>> byTime = new TreeSet<>(BY_TIME);
  private long number;

  /**
   * One planned run.
   *
   * @param number tells plans for the same time apart; the earlier made comes first
   */
  private record Plan<K>(K key, long time, long number) {}

  /** Plans a run, in place of the one that was planned. */
  void put(K key, long time) {
    remove(key);
    number++;
    Plan<K> plan = new Plan<>(key, time, number);
    byKey.put(key, plan);
    byTime.add(plan);
  }

  /** Plans no run of the object any more. */
  void remove(K key) {
    Plan<K> plan = byKey.remove(key);
    if (plan != null) {
      byTime.remove(plan);
    }
  }

  /** Plans no run any more of objects that match. */
  void removeIf(Predicate<K> matches) {
    byKey.keySet().stream().filter(matches).toList().forEach(this::remove);
  }

  /** The time of the next run; empty if none is planned. */
  OptionalLong next() {
    return byTime.isEmpty() ? OptionalLong.empty() : OptionalLong.of(byTime.first().time());
  }

  /** Takes out what is due, in the order of time. */
  List<K> takeDue(long now) {
    List<K> due = new ArrayList<>();
    while (!byTime.isEmpty() && byTime.first().time() <= now) {
      K key = byTime.first().key();
      due.add(key);
      remove(key);
    }
    return due;
  }
}
