package dev.millrace.envsubst;

/** Decodes characters from bytes that need not be valid UTF-8. */
final class Utf8 {
  static final int REPLACEMENT = 0xfffd;

  private Utf8() {}

  /**
   * One character; an invalid byte is the replacement character with a width of 1.
   *
   * @param value code point
   * @param width in bytes; 0 at the end
   */
  record Rune(int value, int width) {
    boolean isInvalid() {
      return value == REPLACEMENT && width == 1;
    }
  }

  static Rune decode(byte[] bytes, int at) {
    return decode(bytes, at, bytes.length);
  }

  /** One character of a text that ends before {@code end}, which may cut a character in two. */
  static Rune decode(byte[] bytes, int at, int end) {
    if (at >= end) {
      return new Rune(0, 0);
    }
    int first = bytes[at] & 0xff;
    if (first < 0x80) {
      return new Rune(first, 1);
    }
    int width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + width > end) {
      return new Rune(REPLACEMENT, 1);
    }
    int value = first & (0xff >> (width + 1));
    for (int i = 1; i < width; i++) {
      int next = bytes[at + i] & 0xff;
      if ((next & 0xc0) != 0x80) {
        return new Rune(REPLACEMENT, 1);
      }
      value = value << 6 | (next & 0x3f);
    }
    return isPlain(value, width) ? new Rune(value, width) : new Rune(REPLACEMENT, 1);
  }

  /** Neither encoded longer than needed, nor a surrogate, nor beyond Unicode. */
  private static boolean isPlain(int value, int width) {
    int least = width == 2 ? 0x80 : width == 3 ? 0x800 : 0x10000;
    boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    return value >= least && value <= Character.MAX_CODE_POINT && !surrogate;
  }
}
