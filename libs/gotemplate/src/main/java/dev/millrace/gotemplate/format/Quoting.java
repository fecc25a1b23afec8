package dev.millrace.gotemplate.format;

import dev.millrace.gotemplate.value.GoString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Quotes and unquotes strings and characters as Go's strconv does. */
public final class Quoting {
  private static final String HEX = "0123456789abcdef";

  private Quoting() {}

  /** The string as a Go literal in double quotes. */
  public static String quote(String text) {
    return quoted(text, false);
  }

  /** The string as a literal in backquotes where that is possible, otherwise in double quotes. */
  public static String quoteWithBackquotes(String text) {
    return canBackquote(text) ? "`" + text + "`" : quote(text);
  }

  /** The string as a Go literal of ASCII characters only. */
  public static String quoteToAscii(String text) {
    return quoted(text, true);
  }

  private static String quoted(String text, boolean ascii) {
    var result = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      appendEscaped(result, c, '"', ascii);
    }
    return result.append('"').toString();
  }

  /** The character as a Go literal in single quotes; an invalid one is quoted as U+FFFD. */
  public static String quoteRune(int rune, boolean ascii) {
    var result = new StringBuilder().append('\'');
    boolean valid =
        Character.isValidCodePoint(rune)
            && !(rune >= Character.MIN_SURROGATE && rune <= Character.MAX_SURROGATE);
    appendEscaped(result, valid ? rune : 0xFFFD, '\'', ascii);
    return result.append('\'').toString();
  }

  private static void appendEscaped(
      StringBuilder result, int character, char quote, boolean ascii) {
    int c = isStraySurrogate(character) ? 0xFFFD : character;
    if (GoString.isEscape(c)) {
      result.append("\\x").append(hex(c & 0xff, 2));
    } else if (c == quote || c == '\\') {
      result.append('\\').append((char) c);
    } else if (c < 0x80 ? c >= 0x20 && c < 0x7f : !ascii && isPrint(c)) {
      result.appendCodePoint(c);
    } else {
      appendControl(result, c);
    }
  }

  private static boolean isStraySurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE && !GoString.isEscape(c);
  }

  private static void appendControl(StringBuilder result, int c) {
    switch (c) {
      case 0x07 -> result.append("\\a");
      case '\b' -> result.append("\\b");
      case '\f' -> result.append("\\f");
      case '\n' -> result.append("\\n");
      case '\r' -> result.append("\\r");
      case '\t' -> result.append("\\t");
      case 0x0B -> result.append("\\v");
      default -> {
        if (c < ' ' || c == 0x7f) {
          result.append("\\x").append(hex(c, 2));
        } else if (c < 0x10000) {
          result.append("\\u").append(hex(c, 4));
        } else {
          result.append("\\U").append(hex(c, 8));
        }
      }
    }
  }

  /** Whether Go prints the character as it is: letters, marks, numbers, punctuation, symbols. */
  public static boolean isPrint(int c) {
    if (c < 0x80) {
      return c >= 0x20 && c < 0x7f;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Whether the text can be written between backquotes on one line. */
  static boolean canBackquote(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                c != '`'
                    && c != 0xFEFF
                    && c != 0x7f
                    && (c >= ' ' || c == '\t')
                    && !GoString.isEscape(c));
  }

  /** The character as {@code %#U} writes it, for example {@code U+0040 '@'}. */
  public static String unicodeName(int c) {
    String digits = Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT);
    String name = "U+" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    return isPrint(c) ? name + " '" + Character.toString(c) + "'" : name;
  }

  /** The text of a string literal in double quotes or backquotes, or null where it is not one. */
  public static @Nullable String unquote(String literal) {
    if (literal.length() < 2 || literal.charAt(0) != literal.charAt(literal.length() - 1)) {
      return null;
    }
    String inner = literal.substring(1, literal.length() - 1);
    if (literal.charAt(0) == '`') {
      return inner.indexOf('`') >= 0 ? null : inner.replace("\r", "");
    }
    if (literal.charAt(0) != '"' || inner.indexOf('\n') >= 0) {
      return null;
    }
    return inner.indexOf('\\') < 0
        ? inner.indexOf('"') < 0 ? inner : null
        : new Unquoter(inner, '"').text();
  }

  /** The code point of a character literal in single quotes, or -1 where it is not one. */
  public static int unquoteRune(String literal) {
    if (literal.length() < 3 || !literal.startsWith("'") || !literal.endsWith("'")) {
      return -1;
    }
    var unquoter = new Unquoter(literal.substring(1, literal.length() - 1), '\'');
    int rune = unquoter.next();
    return unquoter.atEnd() ? rune : -1;
  }

  static String hex(int value, int digits) {
    var text = new StringBuilder(digits);
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      text.append(HEX.charAt((value >>> shift) & 0xf));
    }
    return text.toString();
  }

  /** Reads the characters of a literal one after the other. */
  private static final class Unquoter {
    private final String inner;
    private final char quote;
    private int index;
    private boolean rawByte;

    Unquoter(String inner, char quote) {
      this.inner = inner;
      this.quote = quote;
    }

    boolean atEnd() {
      return index == inner.length();
    }

    @Nullable String text() {
      var bytes = new ByteArrayOutputStream();
      while (!atEnd()) {
        int c = next();
        if (c < 0) {
          return null;
        }
        if (rawByte) {
          bytes.write(c);
        } else {
          bytes.writeBytes(
              GoString.isEscape(c)
                  ? new byte[] {(byte) c}
                  : Character.toString(c).getBytes(StandardCharsets.UTF_8));
        }
      }
      return GoString.of(bytes.toByteArray());
    }

    /** The next character, or the next byte after {@code \x} and octal escapes; -1 if invalid. */
    int next() {
      rawByte = false;
      if (atEnd()) {
        return -1;
      }
      int c = inner.codePointAt(index);
      index += Character.charCount(c);
      if (c == quote || c == '\n') {
        return -1;
      }
      return c == '\\' ? escape() : c;
    }

    private int escape() {
      if (atEnd()) {
        return -1;
      }
      char c = inner.charAt(index++);
      return switch (c) {
        case 'a' -> 0x07;
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'v' -> 0x0B;
        case '\\' -> '\\';
        case '\'', '"' -> c == quote ? c : -1;
        case 'x' -> asByte(digits(2, 16));
        case 'u' -> asRune(digits(4, 16));
        case 'U' -> asRune(digits(8, 16));
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          index--;
          long value = digits(3, 8);
          yield value > 0xff ? -1 : asByte(value);
        }
        default -> -1;
      };
    }

    private int asByte(long value) {
      rawByte = true;
      return (int) value;
    }

    private static int asRune(long value) {
      boolean valid =
          value >= 0
              && value <= Character.MAX_CODE_POINT
              && !(value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE);
      return valid ? (int) value : -1;
    }

    private long digits(int count, int base) {
      if (index + count > inner.length()) {
        return -1;
      }
      long value = 0;
      for (int i = 0; i < count; i++) {
        int digit = Character.digit(inner.charAt(index++), base);
        if (digit < 0) {
          return -1;
        }
        value = value * base + digit;
      }
      return value;
    }
  }
}
