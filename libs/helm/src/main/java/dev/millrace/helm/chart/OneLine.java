package dev.millrace.helm.chart;

import java.util.List;

/** Keeps text of a chart from playing tricks on whoever prints it. */
final class OneLine {
  private static final int SOFT_HYPHEN = 0xAD;

  private OneLine() {}

  /** Every kind of space becomes a plain one, what can't be printed is dropped. */
  static String of(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(clean, point));
    return clean.toString();
  }

  static List<String> of(List<String> texts) {
    return texts.stream().map(OneLine::of).toList();
  }

  private static void append(StringBuilder clean, int point) {
    if (Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85) {
      clean.append(' ');
    } else if (printable(point)) {
      clean.appendCodePoint(point);
    }
  }

  private static boolean printable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> point != SOFT_HYPHEN;
    };
  }
}
