package dev.millrace.gotemplate.sprig;

import java.util.ArrayList;
import java.util.List;

/** Go's {@code strings.SplitN}. */
final class Splitting {
  private Splitting() {}

  /**
   * The parts between the separators.
   *
   * @param limit the greatest number of parts, of which the last holds the rest; negative for no
   *     limit, zero for no parts at all
   */
  static List<String> split(String text, String separator, int limit) {
    if (limit == 0) {
      return List.of();
    }
    return separator.isEmpty() ? characters(text, limit) : between(text, separator, limit);
  }

  private static List<String> between(String text, String separator, int limit) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int at = text.indexOf(separator);
    while (at >= 0 && (limit < 0 || parts.size() < limit - 1)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
      at = text.indexOf(separator, from);
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<String> characters(String text, int limit) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length() && (limit < 0 || parts.size() < limit - 1)) {
      int to = text.offsetByCodePoints(from, 1);
      parts.add(text.substring(from, to));
      from = to;
    }
    if (from < text.length()) {
      parts.add(text.substring(from));
    }
    return parts;
  }
}
