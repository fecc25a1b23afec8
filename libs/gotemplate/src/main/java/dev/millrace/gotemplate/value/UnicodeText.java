package dev.millrace.gotemplate.value;

import java.util.function.IntUnaryOperator;

/** What Go's unicode and strings packages say about characters, where Java says something else. */
public final class UnicodeText {
  private UnicodeText() {}

  /** Whether Go counts the character as space. */
  public static boolean isSpace(int c) {
    return switch (c) {
      case '\t',
          '\n',
          0x0B,
          '\f',
          '\r',
          ' ',
          0x85,
          0xA0,
          0x1680,
          0x2028,
          0x2029,
          0x202F,
          0x205F,
          0x3000 ->
          true;
      default -> c >= 0x2000 && c <= 0x200A;
    };
  }

  /** Each character mapped on its own, as Go does it; no character becomes two. */
  public static String map(String text, IntUnaryOperator mapping) {
    var result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      result.appendCodePoint(mapping.applyAsInt(c));
    }
    return result.toString();
  }

  /** The text in upper case. */
  public static String upper(String text) {
    return map(text, Character::toUpperCase);
  }

  /** The text in lower case. */
  public static String lower(String text) {
    return map(text, Character::toLowerCase);
  }

  /** The text without space at both ends. */
  public static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.codePointAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.codePointBefore(to))) {
      to--;
    }
    return text.substring(from, to);
  }
}
