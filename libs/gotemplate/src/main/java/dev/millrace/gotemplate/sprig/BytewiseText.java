package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.value.GoString;
import dev.millrace.gotemplate.value.UnicodeText;

/**
 * Functions that take each byte of a string for a character, as the library behind Sprig does. Text
 * beyond ASCII comes out mangled, and charts that were tested with it expect that.
 */
final class BytewiseText {
  private BytewiseText() {}

  static String withoutSpace(String text) {
    byte[] bytes = GoString.toBytes(text);
    var result = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      int c = b & 0xff;
      if (!UnicodeText.isSpace(c)) {
        result.append((char) c);
      }
    }
    return result.length() == bytes.length ? text : result.toString();
  }

  /** The first byte of each word. */
  static String initials(String text) {
    var result = new StringBuilder();
    boolean afterSpace = true;
    for (byte b : GoString.toBytes(text)) {
      int c = b & 0xff;
      boolean space = UnicodeText.isSpace(c);
      if (!space && afterSpace) {
        result.append((char) c);
      }
      afterSpace = space;
    }
    return result.toString();
  }
}
