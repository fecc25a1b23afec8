package dev.millrace.gotemplate.syntax;

import dev.millrace.gotemplate.format.Quoting;
import dev.millrace.gotemplate.value.GoString;

/**
 * A token.
 *
 * @param type its kind
 * @param position the index of its first character in the text
 * @param text the characters, or the message of an error
 * @param line the line it starts on
 */
record Token(TokenType type, int position, String text, int line) {
  private static final int SHOWN = 10;

  boolean is(TokenType other) {
    return type == other;
  }

  /** How error messages show the token. */
  @Override
  public String toString() {
    if (type == TokenType.EOF) {
      return "EOF";
    }
    if (type == TokenType.ERROR) {
      return text;
    }
    if (type.isKeyword()) {
      return "<" + text + ">";
    }
    if (GoString.byteLength(text) > SHOWN) {
      return Quoting.quote(shortened()) + "...";
    }
    return Quoting.quote(text);
  }

  private String shortened() {
    int runes = Math.min(SHOWN, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, runes));
  }
}
