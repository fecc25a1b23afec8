package dev.millrace.conformance.kustomize;

import java.io.PrintStream;
import java.util.TreeMap;

/** Counts of passed cases by some property. */
final class Tally {
  private final TreeMap<String, int[]> counts = new TreeMap<>();

  void add(String key, boolean passed) {
    int[] count = counts.computeIfAbsent(key, _ -> new int[2]);
    count[0] += passed ? 1 : 0;
    count[1]++;
  }

  int total(String key) {
    int[] count = counts.get(key);
    return count == null ? 0 : count[1];
  }

  void print(PrintStream out, String title) {
    counts.forEach(
        (key, count) -> out.printf("%-8s %-28s %5d/%d%n", title, key, count[0], count[1]));
  }
}
