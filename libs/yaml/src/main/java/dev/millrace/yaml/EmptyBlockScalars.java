package dev.millrace.yaml;

/**
 * Works around a check of the parser that Go's does not have: blank lines behind the head of a
 * block scalar may be indented deeper than the next line where that line is not part of the scalar,
 * which then is empty.
 *
 * <pre>
 * - name: OPTIONS
 *   value: >
 *       (blanks)
 * - name: NEXT
 * </pre>
 */
final class EmptyBlockScalars {
  private EmptyBlockScalars() {}

  /** The text with the blanks of such lines removed; the text itself where there are none. */
  static String trim(String text) {
    StringBuilder trimmed = null;
    int copied = 0;
    for (int line = 0; line < text.length(); line = nextLine(text, line)) {
      int next = nextLine(text, line);
      if (!isBlank(text, next) || !endsWithBlockHead(text, line, next)) {
        continue;
      }
      int content = firstContentLine(text, next);
      if (content < text.length() && indent(text, content) > indent(text, line)) {
        continue;
      }
      trimmed = trimmed == null ? new StringBuilder(text.length()) : trimmed;
      trimmed.append(text, copied, next);
      appendLineBreaks(trimmed, text, next, content);
      copied = content;
    }
    return trimmed == null ? text : trimmed.append(text, copied, text.length()).toString();
  }

  private static void appendLineBreaks(StringBuilder out, String text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (text.charAt(at) == '\n') {
        out.append('\n');
      }
    }
  }

  /** Whether the line has blanks and nothing else. */
  private static boolean isBlank(String text, int line) {
    return line < text.length() && text.charAt(line) == ' ' && isEmpty(text, line);
  }

  private static boolean isEmpty(String text, int line) {
    int at = line + indent(text, line);
    return at >= text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }

  private static int firstContentLine(String text, int from) {
    int line = from;
    while (line < text.length() && isEmpty(text, line)) {
      line = nextLine(text, line);
    }
    return line;
  }

  /** Whether a line ends with {@code |} or {@code >} and perhaps a chomping mark. */
  private static boolean endsWithBlockHead(String text, int line, int next) {
    int end = next;
    while (end > line && text.charAt(end - 1) <= ' ') {
      end--;
    }
    if (end > line && (text.charAt(end - 1) == '-' || text.charAt(end - 1) == '+')) {
      end--;
    }
    boolean head = end > line && (text.charAt(end - 1) == '|' || text.charAt(end - 1) == '>');
    return head && end >= 2 && (end - 1 == line || text.charAt(end - 2) == ' ');
  }

  private static int indent(String text, int line) {
    int at = line;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at - line;
  }

  private static int nextLine(String text, int from) {
    int lineBreak = text.indexOf('\n', from);
    return lineBreak < 0 ? text.length() : lineBreak + 1;
  }
}
