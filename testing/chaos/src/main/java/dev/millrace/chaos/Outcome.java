package dev.millrace.chaos;

import java.util.List;
import java.util.Locale;

/**
 * How one play under one disturbance ended.
 *
 * @param hits how often it happened
 * @param repeated notifications that came again
 * @param problems what was wrong in the end; empty when nothing was
 */
public record Outcome(
    String fault,
    String controller,
    int hits,
    List<String> repeated,
    List<String> problems,
    long milliseconds) {
  /** Whether the fault happened and all ended as without it. */
  public boolean isSame() {
    return hits > 0 && problems.isEmpty();
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %s | %d | %.1f |",
        fault,
        controller,
        hits,
        end().replaceAll("\\s+", " "),
        repeated.size(),
        milliseconds / 1000.0);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-28s %-40s %3d times %6.1f s  %s, twice: %s",
        controller,
        fault,
        hits,
        milliseconds / 1000.0,
        end(),
        repeated);
  }

  private String end() {
    if (hits == 0) {
      return "NEVER HAPPENED";
    }
    return problems.isEmpty() ? "the same" : "DIFFERS: " + String.join("; ", problems);
  }
}
