package dev.millrace.yaml;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tabs between tokens. Go's YAML libraries take them for spaces after the start of a line, and
 * anywhere between brackets; the scanner underneath this reader refuses them.
 */
final class TabSeparators {
  private static final Pattern LEADING_TABS = Pattern.compile("(?m)^[ \\t]*\\t[ \\t]*");

  private TabSeparators() {}

  /**
   * The text with the tabs at some place turned into spaces; null when there is no tab there, or
   * when it is an error in Go, too.
   *
   * @param codePoint the place, counted in code points
   * @param inFlow whether the place is between brackets
   */
  static @Nullable String repair(String text, int codePoint, boolean inFlow) {
    int index =
        text.offsetByCodePoints(0, Math.min(codePoint, text.codePointCount(0, text.length())));
    if (index >= text.length() || text.charAt(index) != '\t') {
      return null;
    }
    String before = text.substring(text.lastIndexOf('\n', index) + 1, index);
    if (before.isBlank() && inFlow && isFlow(text)) {
      return LEADING_TABS.matcher(text).replaceAll(tabs -> " ".repeat(tabs.group().length()));
    }
    boolean accepted = inFlow || isAfterToken(before) || isAfterBracket(text, index);
    return accepted ? withSpaces(text, index) : null;
  }

  /** The parser may not have got to an opening bracket yet, although the scanner has. */
  private static boolean isAfterBracket(String text, int index) {
    int last = index - 1;
    while (last >= 0 && Character.isWhitespace(text.charAt(last))) {
      last--;
    }
    return last >= 0 && "[{,".indexOf(text.charAt(last)) >= 0;
  }

  /** A whole document between brackets has no block in which leading tabs could matter. */
  private static boolean isFlow(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  /**
   * After a list dash or a question mark a new line of structure starts, which tabs can't indent.
   */
  private static boolean isAfterToken(String before) {
    String tokens = before.strip();
    return !tokens.isEmpty()
        && !tokens.equals("-")
        && !tokens.equals("?")
        && !tokens.endsWith(" -")
        && !tokens.endsWith(" ?");
  }

  private static String withSpaces(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) == '\t') {
      end++;
    }
    return text.substring(0, start) + " ".repeat(end - start) + text.substring(end);
  }
}
