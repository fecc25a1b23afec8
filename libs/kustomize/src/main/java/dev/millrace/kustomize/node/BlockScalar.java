package dev.millrace.kustomize.node;

import dev.millrace.kustomize.problem.KustomizeException;

/**
 * What becomes of text in a block when kustomize prints it and reads it again on the way to its
 * output: the printer is not exact, and the output shows it.
 */
final class BlockScalar {
  private BlockScalar() {}

  /**
   * The text after printing and reading.
   *
   * @param folded whether the block is one that joins lines
   * @throws KustomizeException if the text starts with a tab, which the reader then takes for wrong
   *     indentation
   */
  static String reread(String text, boolean folded, int line) {
    if (text.startsWith("\t")) {
      throw new KustomizeException(
          "a text of several lines"
              + (line > 0 ? " at line " + line : "")
              + " starts with a tab, which kustomize can't print; put it in double quotes");
    }
    return folded ? read(print(text), chomping(text)) : text;
  }

  /** What stands behind {@code |} or {@code >}. */
  static String header(String text) {
    boolean startsBlank = text.startsWith(" ") || text.startsWith("\n");
    return (startsBlank ? "2" : "") + chomping(text).indicator;
  }

  private enum Chomping {
    STRIP("-"),
    CLIP(""),
    KEEP("+");

    private final String indicator;

    Chomping(String indicator) {
      this.indicator = indicator;
    }
  }

  private static Chomping chomping(String text) {
    if (!text.endsWith("\n")) {
      return Chomping.STRIP;
    }
    return text.length() == 1 || text.endsWith("\n\n") ? Chomping.KEEP : Chomping.CLIP;
  }

  /** A break after text is doubled, unless the line is indented. */
  static String print(String text) {
    String trimmed = text.replaceFirst("^\n+", "");
    boolean doubles = !trimmed.isEmpty() && !isBlank(trimmed.charAt(0));
    StringBuilder out = new StringBuilder(text.length() + 16);
    boolean afterBreak = true;
    boolean indented = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        out.append(!afterBreak && !indented && doubles ? "\n\n" : "\n");
        afterBreak = true;
      } else {
        indented = afterBreak ? isBlank(c) : indented;
        out.append(c);
        afterBreak = false;
      }
    }
    return out.toString();
  }

  private static String read(String printed, Chomping chomping) {
    StringBuilder text = new StringBuilder(printed.length());
    boolean previousIndented = false;
    int breaks = 0;
    boolean first = true;
    for (String line : printed.split("\n", -1)) {
      if (line.isEmpty()) {
        breaks++;
        continue;
      }
      boolean indented = isBlank(line.charAt(0));
      int between = first ? breaks : breaks + 1;
      if (!first && !previousIndented && !indented) {
        text.append(between == 1 ? " " : "\n".repeat(between - 1));
      } else {
        text.append("\n".repeat(between));
      }
      text.append(line);
      previousIndented = indented;
      breaks = 0;
      first = false;
    }
    return switch (chomping) {
      case STRIP -> text.toString();
      case CLIP -> text.append('\n').toString();
      case KEEP -> text.append("\n".repeat(breaks)).toString();
    };
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
