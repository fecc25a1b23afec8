package dev.millrace.controller.imageautomation.policy;

import com.google.re2j.Matcher;
import java.util.Objects;

/**
 * Go's {@code Regexp.Expand}: {@code $name}, {@code ${name}}, {@code $1}, {@code $$}. A name is as
 * long as it can be, an unknown one is empty, any other {@code $} is itself.
 */
final class ExtractTemplate {
  private static final int MAX_GROUP_DIGITS = 8;

  private final String text;

  ExtractTemplate(String text) {
    this.text = text;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  String expand(Matcher matcher) {
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '$') {
        result.append(c);
        at++;
        continue;
      }
      boolean braced = text.startsWith("{", at + 1);
      int start = at + (braced ? 2 : 1);
      int end = nameEnd(start);
      boolean reference = end > start && (!braced || text.startsWith("}", end));
      if (reference) {
        result.append(group(matcher, text.substring(start, end)));
        at = braced ? end + 1 : end;
      } else {
        result.append('$');
        at += text.startsWith("$", at + 1) ? 2 : 1;
      }
    }
    return result.toString();
  }

  private int nameEnd(int start) {
    int end = start;
    while (end < text.length() && isNamePart(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean isNamePart(int c) {
    return Character.isLetter(c) || Character.isDigit(c) || c == '_';
  }

  private static String group(Matcher matcher, String name) {
    boolean numbered = name.chars().allMatch(c -> c >= '0' && c <= '9');
    if (numbered && !(name.length() > 1 && name.charAt(0) == '0')) {
      boolean exists =
          name.length() <= MAX_GROUP_DIGITS && Integer.parseInt(name) <= matcher.groupCount();
      return exists ? orEmpty(matcher.group(Integer.parseInt(name))) : "";
    }
    return matcher.pattern().namedGroups().containsKey(name) ? orEmpty(matcher.group(name)) : "";
  }

  private static String orEmpty(String group) {
    return Objects.requireNonNullElse(group, "");
  }
}
