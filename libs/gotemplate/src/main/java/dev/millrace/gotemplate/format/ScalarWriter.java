package dev.millrace.gotemplate.format;

import dev.millrace.gotemplate.value.GoString;
import java.util.Locale;

/** Writes numbers, strings and booleans under the flags of a directive. */
final class ScalarWriter {
  private final StringBuilder out;
  private final Flags flags;

  ScalarWriter(StringBuilder out, Flags flags) {
    this.out = out;
    this.flags = flags;
  }

  /** Appends the text, padded to the width. */
  void pad(CharSequence text) {
    if (!flags.hasWidth || flags.width == 0) {
      out.append(text);
      return;
    }
    int missing = flags.width - Character.codePointCount(text, 0, text.length());
    if (flags.minus) {
      out.append(text);
      padding(missing);
    } else {
      padding(missing);
      out.append(text);
    }
  }

  /** Appends the text padded with spaces even if the zero flag is set. */
  private void padWithSpaces(CharSequence text) {
    boolean zero = flags.zero;
    flags.zero = false;
    pad(text);
    flags.zero = zero;
  }

  private void padding(int count) {
    // Zeros are only ever put on the left.
    out.repeat(flags.zero && !flags.minus ? '0' : ' ', Math.max(count, 0));
  }

  void bool(boolean value) {
    pad(value ? "true" : "false");
  }

  /** A string for the verbs s and v. */
  void string(String text) {
    pad(truncated(text));
  }

  /** A string for the verb q. */
  void quoted(String text) {
    String shown = truncated(text);
    if (flags.sharp && Quoting.canBackquote(shown)) {
      pad("`" + shown + "`");
    } else {
      pad(flags.plus ? Quoting.quoteToAscii(shown) : Quoting.quote(shown));
    }
  }

  private String truncated(String text) {
    if (!flags.hasPrecision || flags.precision >= text.length()) {
      return text;
    }
    int runes = GoString.runeCount(text);
    return flags.precision >= runes
        ? text
        : text.substring(0, text.offsetByCodePoints(0, flags.precision));
  }

  /** Bytes in hexadecimal for the verbs x and X. */
  void hexBytes(byte[] bytes, boolean upper) {
    int length = flags.hasPrecision ? Math.min(flags.precision, bytes.length) : bytes.length;
    var text = new StringBuilder(length * 2 + 2);
    for (int i = 0; i < length; i++) {
      if (i > 0 && flags.space) {
        text.append(' ');
      }
      if (flags.sharp && (i == 0 || flags.space)) {
        text.append("0x");
      }
      text.append(Quoting.hex(bytes[i] & 0xff, 2));
    }
    pad(upper ? text.toString().toUpperCase(Locale.ROOT) : text);
  }

  /**
   * An integer.
   *
   * @param bits the value
   * @param signed whether the bits are a signed number
   * @param verb x and X choose the case of digits, O the prefix 0o
   */
  void integer(long bits, boolean signed, int base, char verb) {
    if (flags.hasPrecision && flags.precision == 0 && bits == 0) {
      padWithSpaces("");
      return;
    }
    boolean negative = signed && bits < 0;
    String digits = Long.toUnsignedString(negative ? -bits : bits, base);
    String sign = negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
    int zeros = Math.max(0, wantedDigits(sign.length()) - digits.length());
    String number = "0".repeat(zeros) + digits;
    String text = sign + (verb == 'O' ? "0o" : "") + sharpPrefix(base, number) + number;
    padWithSpaces(verb == 'X' ? text.toUpperCase(Locale.ROOT) : text);
  }

  private String sharpPrefix(int base, String number) {
    if (!flags.sharp) {
      return "";
    }
    return switch (base) {
      case 2 -> "0b";
      case 16 -> "0x";
      case 8 -> number.startsWith("0") ? "" : "0";
      default -> "";
    };
  }

  /** How many digits the precision, or the zero flag with a width, ask for. */
  private int wantedDigits(int signLength) {
    if (flags.hasPrecision) {
      return flags.precision;
    }
    return flags.zero && !flags.minus && flags.hasWidth ? flags.width - signLength : 0;
  }

  /** An integer as a Unicode code point: {@code U+0078}, with sharp {@code U+0078 'x'}. */
  void unicode(long bits) {
    String digits = Long.toHexString(bits).toUpperCase(Locale.ROOT);
    int wanted = flags.hasPrecision ? Math.max(flags.precision, 4) : 4;
    var text = new StringBuilder("U+");
    text.repeat('0', Math.max(0, wanted - digits.length())).append(digits);
    boolean named = bits >= 0 && bits <= Character.MAX_CODE_POINT && Quoting.isPrint((int) bits);
    if (flags.sharp && named) {
      text.append(" '").appendCodePoint((int) bits).append('\'');
    }
    padWithSpaces(text);
  }

  /** An integer as the character it encodes. */
  void character(long bits) {
    pad(GoString.ofRunes(new int[] {rune(bits)}, 0, 1));
  }

  /** An integer as a quoted character. */
  void quotedCharacter(long bits) {
    pad(Quoting.quoteRune(rune(bits), flags.plus));
  }

  private static int rune(long bits) {
    return bits < 0 || bits > Character.MAX_CODE_POINT ? 0xFFFD : (int) bits;
  }

  /**
   * A floating-point number.
   *
   * @param verb a verb of {@link FloatText#format}
   * @param precision the precision where the directive has none
   */
  void floating(double value, int bits, char verb, int precision) {
    int wanted = flags.hasPrecision ? flags.precision : precision;
    String number = FloatText.format(value, verb, wanted, bits);
    boolean signed = number.charAt(0) == '-' || number.charAt(0) == '+';
    char sign = signed ? number.charAt(0) : '+';
    String magnitude = signed ? number.substring(1) : number;
    if (flags.space && sign == '+' && !flags.plus) {
      sign = ' ';
    }
    if (magnitude.equals("Inf") || magnitude.equals("NaN")) {
      boolean bare = magnitude.equals("NaN") && !flags.space && !flags.plus;
      padWithSpaces(bare ? magnitude : sign + magnitude);
      return;
    }
    if (flags.sharp && verb != 'b') {
      magnitude = SharpFloat.expand(magnitude, verb, wanted);
    }
    padSigned(sign, magnitude);
  }

  private void padSigned(char sign, String magnitude) {
    if (!flags.plus && sign == '+') {
      pad(magnitude);
      return;
    }
    int length = magnitude.length() + 1;
    if (flags.zero && !flags.minus && flags.hasWidth && flags.width > length) {
      out.append(sign);
      padding(flags.width - length);
      out.append(magnitude);
    } else {
      pad(sign + magnitude);
    }
  }

  /** A complex number, {@code (1+2i)}: the imaginary part always carries a sign. */
  void complex(double real, double imaginary, char verb, int precision) {
    boolean plus = flags.plus;
    out.append('(');
    floating(real, 64, verb, precision);
    flags.plus = true;
    floating(imaginary, 64, verb, precision);
    out.append("i)");
    flags.plus = plus;
  }
}
