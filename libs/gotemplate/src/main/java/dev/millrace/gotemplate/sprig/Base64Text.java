package dev.millrace.gotemplate.sprig;

import java.io.ByteArrayOutputStream;
import java.util.Base64;

/** Base64 with padding; line breaks are passed over in reading, all else must fit exactly. */
final class Base64Text {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final byte[] input;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int index;

  private Base64Text(byte[] input) {
    this.input = input;
  }

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] decode(byte[] text) throws CorruptInputException {
    var decoder = new Base64Text(text);
    while (decoder.index < text.length) {
      decoder.group();
    }
    return decoder.out.toByteArray();
  }

  /** Reads four characters that make three bytes, or fewer at the end. */
  private void group() throws CorruptInputException {
    int bits = 0;
    int count = 0;
    while (count < 4) {
      if (index == input.length) {
        if (count == 0) {
          return;
        }
        throw corrupt(index - count);
      }
      byte c = input[index++];
      if (c == '\n' || c == '\r') {
        continue;
      }
      if (c == '=') {
        padding(count);
        break;
      }
      int value = ALPHABET.indexOf(c & 0xff);
      if (value < 0) {
        throw corrupt(index - 1);
      }
      bits = bits << 6 | value;
      count++;
    }
    bits <<= 6 * (4 - count);
    for (int i = 0; i < count - 1; i++) {
      out.write(bits >> (16 - 8 * i));
    }
  }

  /** Checks the end behind the first padding character. */
  private void padding(int count) throws CorruptInputException {
    if (count < 2) {
      throw corrupt(index - 1);
    }
    if (count == 2) {
      skipLineBreaks();
      if (index == input.length) {
        throw corrupt(index);
      }
      if (input[index] != '=') {
        throw corrupt(index - 1);
      }
      index++;
    }
    skipLineBreaks();
    if (index < input.length) {
      throw corrupt(index);
    }
  }

  private void skipLineBreaks() {
    while (index < input.length && (input[index] == '\n' || input[index] == '\r')) {
      index++;
    }
  }

  private static CorruptInputException corrupt(int index) {
    return new CorruptInputException("base64", index);
  }
}
