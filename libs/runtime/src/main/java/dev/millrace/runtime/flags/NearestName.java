package dev.millrace.runtime.flags;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name somebody may have meant. */
final class NearestName {
  private NearestName() {}

  /** {@code "; did you mean x?"}, or nothing when no name is near. */
  static String hint(String wrong, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(wrong, name)))
        .filter(name -> distance(wrong, name) <= Math.max(2, wrong.length() / 3))
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  /** How many characters have to be inserted, removed or replaced. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
