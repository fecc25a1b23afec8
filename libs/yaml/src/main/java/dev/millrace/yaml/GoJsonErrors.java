package dev.millrace.yaml;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON errors in the words of Go's decoder, which templates can print. */
public final class GoJsonErrors {
  private static final int MAX_DEPTH = 10_000;
  private static final char END = '\uFFFF';

  private final String text;
  private int at;
  private @Nullable String tooLarge;

  private GoJsonErrors(String text) {
    this.text = text;
  }

  /** What Go says about a text that is no JSON, or holds a number too large for a float64. */
  public static String explain(String text) {
    var scanner = new GoJsonErrors(text);
    try {
      scanner.value(0);
      scanner.skipSpace();
      if (scanner.at < text.length()) {
        return scanner.invalid("after top-level value").getMessage();
      }
      return scanner.tooLarge == null
          ? "invalid JSON"
          : "json: cannot unmarshal number " + scanner.tooLarge + " into Go value of type float64";
    } catch (Invalid e) {
      return e.getMessage();
    }
  }

  /** Ends the scan. */
  private static final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message, null, false, false);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  private void value(int depth) {
    if (depth > MAX_DEPTH) {
      throw new Invalid("exceeded max depth");
    }
    skipSpace();
    switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
  }

  private void object(int depth) {
    at++;
    skipSpace();
    if (peek() == '}') {
      at++;
      return;
    }
    while (true) {
      skipSpace();
      require(peek() == '"', "looking for beginning of object key string");
      string();
      skipSpace();
      require(peek() == ':', "after object key");
      at++;
      value(depth + 1);
      skipSpace();
      require(peek() == ',' || peek() == '}', "after object key:value pair");
      if (text.charAt(at++) == '}') {
        return;
      }
    }
  }

  private void array(int depth) {
    at++;
    skipSpace();
    if (peek() == ']') {
      at++;
      return;
    }
    while (true) {
      value(depth + 1);
      skipSpace();
      require(peek() == ',' || peek() == ']', "after array element");
      if (text.charAt(at++) == ']') {
        return;
      }
    }
  }

  private void string() {
    at++;
    while (peek() != '"') {
      require(peek() >= ' ' && at < text.length(), "in string literal");
      if (text.charAt(at++) == '\\') {
        escape();
      }
    }
    at++;
  }

  private void escape() {
    require("\"\\/bfnrtu".indexOf(peek()) >= 0, "in string escape code");
    if (text.charAt(at++) == 'u') {
      for (int i = 0; i < 4; i++, at++) {
        require(Character.digit(peek(), 16) >= 0, "in \\u hexadecimal character escape");
      }
    }
  }

  private void word(String word) {
    at++;
    for (int i = 1; i < word.length(); i++, at++) {
      require(
          peek() == word.charAt(i), "in literal " + word + " (expecting '" + word.charAt(i) + "')");
    }
  }

  private void number() {
    int start = at;
    scanNumber();
    String number = text.substring(start, at);
    if (tooLarge == null && Double.isInfinite(Double.parseDouble(number))) {
      tooLarge = number;
    }
  }

  private void scanNumber() {
    boolean negative = peek() == '-';
    at += negative ? 1 : 0;
    require(isDigit(), negative ? "in numeric literal" : "looking for beginning of value");
    if (text.charAt(at++) != '0') {
      digits();
    }
    if (peek() == '.') {
      at++;
      require(isDigit(), "after decimal point in numeric literal");
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      at += peek() == '+' || peek() == '-' ? 1 : 0;
      require(isDigit(), "in exponent of numeric literal");
      digits();
    }
  }

  private void digits() {
    while (isDigit()) {
      at++;
    }
  }

  private boolean isDigit() {
    return peek() >= '0' && peek() <= '9';
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private void require(boolean valid, String context) {
    if (!valid) {
      throw invalid(context);
    }
  }

  private Invalid invalid(String context) {
    if (at >= text.length()) {
      // At the end Go pretends to read a blank, which ends numbers and words.
      boolean inWord = context.startsWith("in ") && !context.equals("in string literal");
      return new Invalid(
          inWord || context.startsWith("after decimal point")
              ? "invalid character ' ' " + context
              : "unexpected end of JSON input");
    }
    // Go reads bytes and shows the one it stumbles over as a character.
    int point = Character.toString(text.codePointAt(at)).getBytes(StandardCharsets.UTF_8)[0] & 0xFF;
    String shown =
        switch (point) {
          case '\'' -> "'\\''";
          case '"' -> "'\"'";
          case '\n' -> "'\\n'";
          case '\t' -> "'\\t'";
          case '\r' -> "'\\r'";
          case '\\' -> "'\\\\'";
          default ->
              point < ' ' ? "'\\x%02x'".formatted(point) : "'" + Character.toString(point) + "'";
        };
    return new Invalid("invalid character " + shown + " " + context);
  }
}
