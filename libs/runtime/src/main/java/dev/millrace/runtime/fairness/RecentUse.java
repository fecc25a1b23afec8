package dev.millrace.runtime.fairness;

import java.util.HashMap;
import java.util.Map;

/**
 * How many turns each tenant has had lately. A turn counts less with every turn that anybody has
 * after it, so that who once had many is not behind for long. Not thread-safe.
 */
final class RecentUse {
  /** After about so many turns of all, a turn counts for half of what it did. */
  private static final int HALF_LIFE = 350;

  private static final double GROWTH = Math.pow(2, 1.0 / HALF_LIFE);
  private static final double LARGEST_WEIGHT = 1e9;
  private static final double FORGOTTEN = 0.01;

  private final Map<String, Double> used = new HashMap<>();

  /** What the next turn weighs; turns before it keep what they weighed, and so count less. */
  private double weight = 1;

  /** Counts a turn of a tenant. */
  void add(String tenant) {
    weight *= GROWTH;
    used.merge(tenant, weight, Double::sum);
    if (weight > LARGEST_WEIGHT) {
      shrink();
    }
  }

  /** How many turns a tenant has had, those of long ago counting less. */
  double of(String tenant) {
    return used.getOrDefault(tenant, 0.0) / weight;
  }

  /** Who has not been seen for long is forgotten. */
  private void shrink() {
    used.replaceAll((_, turns) -> turns / weight);
    used.values().removeIf(turns -> turns < FORGOTTEN);
    weight = 1;
  }
}
