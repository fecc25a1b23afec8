package dev.millrace.gotemplate.syntax;

/** Passes over what looks like a number; whether it is one is decided when it is read. */
final class NumberScanner {
  private static final String DECIMAL = "0123456789_";
  private static final String HEX = "0123456789abcdefABCDEF_";

  private final String input;
  private int position;

  NumberScanner(String input, int start) {
    this.input = input;
    this.position = start;
  }

  /** Where the scan ended. */
  int position() {
    return position;
  }

  /** Passes over one number; false if a letter or digit follows that can't, which is passed too. */
  boolean scan() {
    accept("+-");
    String digits = digitsOfBase();
    acceptRun(digits);
    if (accept(".")) {
      acceptRun(digits);
    }
    boolean exponent =
        (digits.equals(DECIMAL) && accept("eE")) || (digits.equals(HEX) && accept("pP"));
    if (exponent) {
      accept("+-");
      acceptRun(DECIMAL);
    }
    accept("i");
    return !passOneLetter();
  }

  private String digitsOfBase() {
    if (!accept("0")) {
      return DECIMAL;
    }
    if (accept("xX")) {
      return HEX;
    }
    if (accept("oO")) {
      return "01234567_";
    }
    return accept("bB") ? "01_" : DECIMAL;
  }

  private boolean passOneLetter() {
    if (position >= input.length()) {
      return false;
    }
    int c = input.codePointAt(position);
    if (!Lexer.isAlphaNumeric(c)) {
      return false;
    }
    position += Character.charCount(c);
    return true;
  }

  private boolean accept(String valid) {
    boolean accepted = position < input.length() && valid.indexOf(input.charAt(position)) >= 0;
    position += accepted ? 1 : 0;
    return accepted;
  }

  private void acceptRun(String valid) {
    while (accept(valid)) {
      // Each round passes one character.
    }
  }
}
