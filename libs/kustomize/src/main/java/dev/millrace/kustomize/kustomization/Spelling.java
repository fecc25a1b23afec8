package dev.millrace.kustomize.kustomization;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody may have meant who misspelt the name of a field. */
final class Spelling {
  private static final int MOST_CHANGES = 2;

  private Spelling() {}

  /** What to do about a name that is none of the known ones. */
  static String advice(String name, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= MOST_CHANGES)
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .map(meant -> "did you mean \"" + meant + "\"?")
        .orElse("remove it or correct its name");
  }

  /** How many characters must be added, removed or replaced; upper and lower case are one. */
  private static int distance(String from, String to) {
    String source = from.toLowerCase(Locale.ROOT);
    String wanted = to.toLowerCase(Locale.ROOT);
    if (Math.abs(source.length() - wanted.length()) > MOST_CHANGES) {
      return MOST_CHANGES + 1;
    }
    int[] row = new int[wanted.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= source.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (source.charAt(i - 1) == wanted.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[wanted.length()];
  }
}
