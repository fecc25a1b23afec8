package dev.millrace.kustomize.node;

import java.util.ArrayList;
import java.util.List;

/** Splits the paths that users write: {@code metadata/name}, {@code spec.containers.[name=a.b]}. */
public final class FieldPaths {
  private FieldPaths() {}

  /**
   * Splits at a delimiter; a backslash before it makes it part of the name. A leading delimiter is
   * dropped.
   */
  public static List<String> split(String path, char delimiter) {
    List<String> raw = cut(path, delimiter);
    int first = raw.size() > 1 && raw.getFirst().isEmpty() ? 1 : 0;
    List<String> parts = new ArrayList<>();
    parts.add(raw.get(first));
    for (String part : raw.subList(first + 1, raw.size())) {
      String last = parts.getLast();
      if (last.endsWith("\\")) {
        parts.set(parts.size() - 1, last.substring(0, last.length() - 1) + delimiter + part);
      } else {
        parts.add(part);
      }
    }
    return parts;
  }

  /**
   * Splits at dots, with names in brackets kept whole: {@code [name=a.b]} selects an item of a
   * list, {@code [a.b]} is a field name that holds a dot.
   */
  public static List<String> splitWithBrackets(String path) {
    List<String> raw = split(path, '.');
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      String part = raw.get(i);
      if (!part.startsWith("[") || part.endsWith("]")) {
        parts.add(part);
        continue;
      }
      int end = i + 1;
      while (end < raw.size() && !raw.get(end).endsWith("]")) {
        end++;
      }
      end = Math.min(end, raw.size() - 1);
      String whole = String.join(".", raw.subList(i, end + 1));
      parts.add(whole.contains("=") ? whole : trimBrackets(whole));
      i = end;
    }
    return parts;
  }

  private static String trimBrackets(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBracket(text.charAt(start))) {
      start++;
    }
    while (end > start && isBracket(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBracket(char c) {
    return c == '[' || c == ']';
  }

  private static List<String> cut(String text, char delimiter) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, start)) {
      parts.add(text.substring(start, at));
      start = at + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }
}
