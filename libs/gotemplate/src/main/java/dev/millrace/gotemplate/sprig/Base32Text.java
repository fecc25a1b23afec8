package dev.millrace.gotemplate.sprig;

import java.io.ByteArrayOutputStream;

/** Base32 with padding; line breaks are passed over in reading. */
final class Base32Text {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int GROUP = 8;

  private Base32Text() {}

  static String encode(byte[] bytes) {
    var text = new StringBuilder((bytes.length + 4) / 5 * GROUP);
    for (int from = 0; from < bytes.length; from += 5) {
      int count = Math.min(5, bytes.length - from);
      long bits = 0;
      for (int i = 0; i < 5; i++) {
        bits = bits << 8 | (i < count ? bytes[from + i] & 0xff : 0);
      }
      int characters = (count * 8 + 4) / 5;
      for (int i = 0; i < GROUP; i++) {
        text.append(i < characters ? ALPHABET.charAt((int) (bits >> (35 - 5 * i)) & 31) : '=');
      }
    }
    return text.toString();
  }

  static byte[] decode(byte[] text) throws CorruptInputException {
    byte[] input = withoutLineBreaks(text);
    var out = new ByteArrayOutputStream(input.length * 5 / GROUP);
    for (int from = 0; from < input.length; from += GROUP) {
      int count = characters(input, from);
      long bits = 0;
      for (int i = 0; i < GROUP; i++) {
        bits = bits << 5 | (i < count ? value(input, from + i) : 0);
      }
      for (int i = 0; i < count * 5 / 8; i++) {
        out.write((int) (bits >> (32 - 8 * i)));
      }
      if (count < GROUP) {
        break;
      }
    }
    return out.toByteArray();
  }

  private static byte[] withoutLineBreaks(byte[] text) {
    var out = new ByteArrayOutputStream(text.length);
    for (byte b : text) {
      if (b != '\n' && b != '\r') {
        out.write(b);
      }
    }
    return out.toByteArray();
  }

  /** The number of characters of a group before its padding. */
  private static int characters(byte[] input, int from) throws CorruptInputException {
    int available = Math.min(GROUP, input.length - from);
    for (int i = 0; i < available; i++) {
      boolean lastGroup = input.length - (from + i + 1) < GROUP;
      if (input[from + i] == '=' && i >= 2 && lastGroup) {
        checkPadding(input, from, i);
        return i;
      }
      value(input, from + i);
    }
    if (available < GROUP) {
      throw corrupt(from);
    }
    return GROUP;
  }

  private static void checkPadding(byte[] input, int from, int count) throws CorruptInputException {
    int rest = input.length - (from + count + 1);
    if (rest + count < GROUP - 1) {
      throw corrupt(input.length);
    }
    for (int k = 0; k < GROUP - 1 - count && k < rest; k++) {
      if (input[from + count + 1 + k] != '=') {
        throw corrupt(from + count + k);
      }
    }
    if (count == 3 || count == 6) {
      throw corrupt(from + count);
    }
  }

  private static int value(byte[] input, int index) throws CorruptInputException {
    int value = ALPHABET.indexOf(input[index] & 0xff);
    if (value < 0) {
      throw corrupt(index);
    }
    return value;
  }

  private static CorruptInputException corrupt(int index) {
    return new CorruptInputException("base32", index);
  }
}
