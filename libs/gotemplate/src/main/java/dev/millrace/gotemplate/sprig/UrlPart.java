package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.format.Quoting;
import dev.millrace.gotemplate.value.GoString;
import java.io.ByteArrayOutputStream;

/** The parts of a URL that differ in which characters they write with a percent sign. */
enum UrlPart {
  PATH("$&+,/:;=@"),
  USER("$&+,;="),
  HOST("!$&'()*+,;=:[]<>\""),
  ZONE("!$&'()*+,;=:[]<>\""),
  FRAGMENT("$&+,/:;=?@!()*");

  private static final String HEX = "0123456789ABCDEF";

  private final String plain;

  UrlPart(String plain) {
    this.plain = plain;
  }

  private boolean isPlain(int b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || "-_.~".indexOf(b) >= 0
        || plain.indexOf(b) >= 0;
  }

  /** The text with all other characters escaped. */
  String escape(String text) {
    var result = new StringBuilder(text.length() + 16);
    for (byte signed : GoString.toBytes(text)) {
      int b = signed & 0xff;
      if (b < 0x80 && isPlain(b)) {
        result.append((char) b);
      } else {
        result.append('%').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 0xf));
      }
    }
    return result.toString();
  }

  /** The text with its escapes resolved. */
  String unescape(String text) throws UrlSyntaxException {
    byte[] bytes = GoString.toBytes(text);
    var result = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%') {
        result.write(escapedByte(bytes, i));
        i += 2;
      } else {
        checkPlain(bytes[i] & 0xff);
        result.write(bytes[i]);
      }
    }
    return GoString.of(result.toByteArray());
  }

  private int escapedByte(byte[] bytes, int index) throws UrlSyntaxException {
    String shown = GoString.of(bytes, index, Math.min(index + 3, bytes.length));
    int high = index + 2 < bytes.length ? Character.digit(bytes[index + 1], 16) : -1;
    int low = index + 2 < bytes.length ? Character.digit(bytes[index + 2], 16) : -1;
    if (high < 0 || low < 0) {
      throw invalidEscape(shown);
    }
    int value = high << 4 | low;
    boolean percent = shown.equals("%25");
    if (this == HOST && high < 8 && !percent) {
      throw invalidEscape(shown);
    }
    if (this == ZONE && !percent && value != ' ' && !isPlain(value)) {
      throw invalidEscape(shown);
    }
    return value;
  }

  private void checkPlain(int b) throws UrlSyntaxException {
    if ((this == HOST || this == ZONE) && b < 0x80 && !isPlain(b)) {
      throw new UrlSyntaxException(
          "invalid character " + Quoting.quote(String.valueOf((char) b)) + " in host name");
    }
  }

  private static UrlSyntaxException invalidEscape(String shown) {
    return new UrlSyntaxException("invalid URL escape " + Quoting.quote(shown));
  }
}
