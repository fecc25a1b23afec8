package dev.millrace.gotemplate.format;

/** The shape of floating-point numbers that Go's strconv reads. */
final class FloatSyntax {
  private final String text;
  private int index;

  private FloatSyntax(String text) {
    this.text = text;
  }

  /** Whether lower-case text without a sign is a number; a hexadecimal one needs an exponent. */
  static boolean matches(String text, boolean hex) {
    var syntax = new FloatSyntax(text);
    return hex ? syntax.isHex() : syntax.isDecimal();
  }

  private boolean isDecimal() {
    if (!mantissa(10)) {
      return false;
    }
    return index == text.length() || (accept('e') && exponent());
  }

  private boolean isHex() {
    index = 2;
    return mantissa(16) && accept('p') && exponent();
  }

  private boolean mantissa(int base) {
    int digits = run(base);
    if (accept('.')) {
      digits += run(base);
    }
    return digits > 0;
  }

  private boolean exponent() {
    if (!accept('+')) {
      accept('-');
    }
    return run(10) > 0 && index == text.length();
  }

  private boolean accept(char c) {
    if (index < text.length() && text.charAt(index) == c) {
      index++;
      return true;
    }
    return false;
  }

  private int run(int base) {
    int digits = 0;
    while (index < text.length()) {
      char c = text.charAt(index);
      if (c != '_') {
        if (c >= 0x80 || Character.digit(c, base) < 0) {
          break;
        }
        digits++;
      }
      index++;
    }
    return digits;
  }
}
