package dev.millrace.controller.notification.provider;

import java.util.ArrayList;
import java.util.List;

/** Takes CamelCase apart. */
final class CamelCase {
  private enum Kind {
    LOWER,
    UPPER,
    DIGIT,
    OTHER
  }

  private CamelCase() {}

  /**
   * The words of a text: runs of lower case, upper case, digits and the rest, where the last of
   * several capitals belongs to the word it starts ({@code OCIArtifact2} has three words).
   */
  static List<String> words(String text) {
    List<String> runs = runs(text);
    for (int i = 0; i + 1 < runs.size(); i++) {
      String run = runs.get(i);
      if (kind(run.codePointAt(0)) == Kind.UPPER
          && kind(runs.get(i + 1).codePointAt(0)) == Kind.LOWER) {
        int last = run.offsetByCodePoints(run.length(), -1);
        runs.set(i, run.substring(0, last));
        runs.set(i + 1, run.substring(last) + runs.get(i + 1));
      }
    }
    runs.removeIf(String::isEmpty);
    return runs;
  }

  private static List<String> runs(String text) {
    List<String> runs = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      Kind kind = kind(text.codePointAt(start));
      int end = start;
      while (end < text.length() && kind(text.codePointAt(end)) == kind) {
        end += Character.charCount(text.codePointAt(end));
      }
      runs.add(text.substring(start, end));
      start = end;
    }
    return runs;
  }

  private static Kind kind(int character) {
    if (Character.isLowerCase(character)) {
      return Kind.LOWER;
    }
    if (Character.isUpperCase(character)) {
      return Kind.UPPER;
    }
    return Character.isDigit(character) ? Kind.DIGIT : Kind.OTHER;
  }
}
