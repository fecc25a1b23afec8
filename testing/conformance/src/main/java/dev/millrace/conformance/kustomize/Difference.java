package dev.millrace.conformance.kustomize;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Short descriptions of how an output differs. */
final class Difference {
  private static final int CONTEXT = 4;
  private static final int SHOWN = 12;

  private Difference() {}

  /** The first lines that differ, with some lines around them. */
  static String of(String expected, String printed) {
    String[] wanted = expected.split("\n", -1);
    String[] found = printed.split("\n", -1);
    int first = 0;
    while (first < Math.min(wanted.length, found.length) && wanted[first].equals(found[first])) {
      first++;
    }
    int from = Math.max(0, first - CONTEXT);
    return "first difference at line "
        + (first + 1)
        + "\n"
        + lines("  ", wanted, from, first)
        + lines("- ", wanted, first, first + SHOWN)
        + lines("+ ", found, first, first + SHOWN);
  }

  /** The first lines of a text. */
  static String head(String text, int lines) {
    return text.lines().limit(lines).collect(Collectors.joining("\n"));
  }

  /** The places nearest to an error. */
  static String stack(Throwable error) {
    return Arrays.stream(error.getStackTrace())
        .limit(SHOWN)
        .map(frame -> "  at " + frame)
        .collect(Collectors.joining("\n"));
  }

  private static String lines(String mark, String[] lines, int from, int to) {
    return Arrays.stream(lines, Math.min(from, lines.length), Math.min(to, lines.length))
        .map(line -> mark + line + "\n")
        .collect(Collectors.joining());
  }
}
