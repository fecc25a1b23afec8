package dev.millrace.gotemplate.value;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Go strings carried in Java strings. A Go string is bytes, nearly always valid UTF-8, so it is
 * kept as the text it encodes; a byte that is not part of valid UTF-8 is carried as the lone low
 * surrogate U+DC00 + byte (U+DC80 to U+DCFF). Valid UTF-8 never decodes to a surrogate, so every
 * byte string has exactly one such form, and ordinary text costs nothing extra.
 */
public final class GoString {
  private static final char ESCAPE_FIRST = '\uDC80';
  private static final char ESCAPE_LAST = '\uDCFF';
  private static final char REPLACEMENT = '\uFFFD';

  private GoString() {}

  /** The bytes of the string. Lone surrogates that carry no byte become U+FFFD. */
  public static byte[] toBytes(String text) {
    if (!hasLoneSurrogate(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    var bytes = new ByteArrayOutputStream(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      if (isEscape(text, i)) {
        bytes.write(c & 0xff);
        i++;
        continue;
      }
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      int valid = isSurrogate(codePoint) ? REPLACEMENT : codePoint;
      bytes.writeBytes(Character.toString(valid).getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** The string of these bytes, which need not be valid UTF-8. */
  public static String of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** The string of the bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public static String of(byte[] bytes, int from, int to) {
    if (isAscii(bytes, from, to)) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    var text = new StringBuilder(to - from);
    for (int i = from; i < to; ) {
      int first = bytes[i] & 0xff;
      if (first < 0x80) {
        text.append((char) first);
        i++;
        continue;
      }
      int length = sequenceLength(bytes, i, to);
      if (length == 0) {
        text.append((char) (0xDC00 + first));
        i++;
      } else {
        text.append(new String(bytes, i, length, StandardCharsets.UTF_8));
        i += length;
      }
    }
    return text.toString();
  }

  /**
   * The one form of a string that was joined from pieces: escaped bytes that together encode a
   * character become that character.
   */
  public static String normalize(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isEscape(text, i)) {
        return of(toBytes(text));
      }
    }
    return text;
  }

  /** The text with U+FFFD for each byte that is not part of valid UTF-8, as in JSON. */
  public static String withoutStrayBytes(String text) {
    if (!hasLoneSurrogate(text)) {
      return text;
    }
    int[] runes = runes(text);
    return ofRunes(runes, 0, runes.length);
  }

  /** The number of bytes of the string. */
  public static int byteLength(CharSequence text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        length++;
      } else if (c < 0x800) {
        length += 2;
      } else if (isEscape(text, i)) {
        length++;
      } else if (Character.isHighSurrogate(c) && startsPair(text, i)) {
        length += 4;
        i++;
      } else {
        length += 3;
      }
    }
    return length;
  }

  /**
   * The bytes from {@code from} to {@code to}, as a string. The range must lie inside the string.
   */
  public static String slice(String text, int from, int to) {
    if (isAscii(text)) {
      return text.substring(from, to);
    }
    return of(toBytes(text), from, to);
  }

  /** Whether the character at the index carries a byte that is not part of valid UTF-8. */
  public static boolean isEscape(CharSequence text, int index) {
    char c = text.charAt(index);
    return c >= ESCAPE_FIRST
        && c <= ESCAPE_LAST
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }

  /** Whether the code point (as Java strings yield it) carries a raw byte. */
  public static boolean isEscape(int codePoint) {
    return codePoint >= ESCAPE_FIRST && codePoint <= ESCAPE_LAST;
  }

  /** Whether all characters are ASCII, so that bytes and characters coincide. */
  public static boolean isAscii(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** The number of code points as Go's range over a string counts them. */
  public static int runeCount(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The code points as Go's range over a string yields them: a stray byte is U+FFFD. */
  public static int[] runes(String text) {
    return text.codePoints().map(c -> isSurrogate(c) ? REPLACEMENT : c).toArray();
  }

  /** The string of the given code points; invalid ones become U+FFFD. */
  public static String ofRunes(int[] runes, int from, int to) {
    var text = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      boolean valid = Character.isValidCodePoint(runes[i]) && !isSurrogate(runes[i]);
      text.appendCodePoint(valid ? runes[i] : REPLACEMENT);
    }
    return text.toString();
  }

  /** Compares as Go does: byte by byte. */
  public static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return a < ESCAPE_BOUND && b < ESCAPE_BOUND
            ? Character.compare(a, b)
            : Arrays.compareUnsigned(toBytes(left), toBytes(right));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Below this, the order of UTF-16 units and the order of UTF-8 bytes agree. */
  private static final char ESCAPE_BOUND = Character.MIN_SURROGATE;

  private static boolean isAscii(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c) && startsPair(text, i)) {
          i++;
        } else {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean startsPair(CharSequence text, int index) {
    return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** The length of the valid multi-byte sequence at the index, or 0 where there is none. */
  private static int sequenceLength(byte[] bytes, int index, int end) {
    int first = bytes[index] & 0xff;
    if (first >= 0xC2 && first <= 0xDF) {
      return continues(bytes, index + 1, end, 1, 0x80, 0xBF) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
      int low = first == 0xE0 ? 0xA0 : 0x80;
      int high = first == 0xED ? 0x9F : 0xBF;
      return continues(bytes, index + 1, end, 2, low, high) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
      int low = first == 0xF0 ? 0x90 : 0x80;
      int high = first == 0xF4 ? 0x8F : 0xBF;
      return continues(bytes, index + 1, end, 3, low, high) ? 4 : 0;
    }
    return 0;
  }

  /** Whether {@code count} continuation bytes follow, the first of them between low and high. */
  private static boolean continues(byte[] bytes, int index, int end, int count, int low, int high) {
    if (index + count > end) {
      return false;
    }
    int second = bytes[index] & 0xff;
    if (second < low || second > high) {
      return false;
    }
    for (int i = 1; i < count; i++) {
      if ((bytes[index + i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }
}
