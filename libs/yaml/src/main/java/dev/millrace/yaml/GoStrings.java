package dev.millrace.yaml;

import java.util.Comparator;
import java.util.regex.Pattern;

/** Strings seen as Go sees them: UTF-8 bytes. */
public final class GoStrings {
  private static final Pattern NEXT_LINES = Pattern.compile(" *\u0085[ \u0085]*");

  /** The order of the UTF-8 bytes, which is the order of code points and not of UTF-16 units. */
  public static final Comparator<String> BYTE_ORDER = GoStrings::compareBytes;

  private GoStrings() {}

  private static int compareBytes(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char charA = a.charAt(i);
      char charB = b.charAt(i);
      if (charA != charB) {
        return Integer.compare(rank(charA), rank(charB));
      }
    }
    return a.length() - b.length();
  }

  /** Surrogates stand for characters beyond U+FFFF and so come after every other unit. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }

  /** The number of bytes of the text in UTF-8. */
  static int byteLength(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        bytes += 1;
      } else if (unit >= 0x80) {
        bytes += unit >= 0x800 ? 2 : 1;
      }
    }
    return bytes;
  }

  /**
   * Text between double quotes in which U+0085 stands unescaped, as go-yaml v2 reads it: a line
   * break that is folded with the spaces around it.
   */
  static String foldNextLines(String text) {
    return NEXT_LINES
        .matcher(text)
        .replaceAll(
            breaks -> {
              long count = breaks.group().chars().filter(c -> c == '\u0085').count();
              return count == 1 ? " " : "\n".repeat((int) count - 1);
            });
  }
}
