package dev.millrace.architecture.security;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A test whose name begins with the rows that it proves, such as {@code row7Row28ShowsNoSecret}.
 *
 * @param type the qualified name of its class
 * @param method its name
 */
record RowTest(String type, String method) implements Comparable<RowTest> {
  private static final Pattern ROW = Pattern.compile("(?<![a-z])[rR]ow(\\d+)(?=[A-Z])");
  private static final Pattern ROWS = Pattern.compile("^(?:[rR]ow\\d+)+");

  /** What the name says before it says what the test does. */
  List<Integer> rows() {
    var named = ROWS.matcher(method);
    if (!named.find()) {
      return List.of();
    }
    return ROW.matcher(method.substring(0, Math.min(method.length(), named.end() + 1)))
        .results()
        .map(row -> Integer.parseInt(row.group(1)))
        .toList();
  }

  /** Class and method as people say them. */
  String shortName() {
    return type.substring(type.lastIndexOf('.') + 1) + "." + method;
  }

  @Override
  public int compareTo(RowTest other) {
    int byType = type.compareTo(other.type);
    return byType == 0 ? method.compareTo(other.method) : byType;
  }
}
