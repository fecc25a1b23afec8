package dev.millrace.chaos;

import java.util.Locale;

/**
 * How one play under one fault ended.
 *
 * @param hits how often the fault happened
 * @param problem what was wrong in the end; empty when nothing was
 */
public record Outcome(
    String fault, String controller, int hits, String problem, long milliseconds) {
  /** Whether the fault happened and all ended as without it. */
  public boolean isSame() {
    return hits > 0 && problem.isEmpty();
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %s | %.1f |",
        fault,
        controller,
        hits,
        end().replaceAll("\\s+", " "),
        milliseconds / 1000.0);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-28s %-40s %3d times %6.1f s  %s",
        controller,
        fault,
        hits,
        milliseconds / 1000.0,
        end());
  }

  private String end() {
    if (hits == 0) {
      return "NEVER HAPPENED";
    }
    return problem.isEmpty() ? "the same" : "DIFFERS: " + problem;
  }
}
