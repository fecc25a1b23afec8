package dev.millrace.helm.toml;

import dev.millrace.gotemplate.format.Quoting;

/** Reads texts in any of the four quotations. */
final class TomlText {
  private final TomlCursor in;
  private final int start;
  private final char quote;
  private final boolean multiLine;
  private final StringBuilder content = new StringBuilder();

  private TomlText(TomlCursor in, char quote, boolean multiLine) {
    this.in = in;
    this.start = in.position();
    this.quote = quote;
    this.multiLine = multiLine;
  }

  /** The text of a value, which may go over several lines. */
  static String read(TomlCursor in) {
    char quote = (char) in.peek();
    if (in.take(String.valueOf(quote).repeat(3))) {
      in.take('\n');
      return new TomlText(in, quote, true).read();
    }
    return readKey(in);
  }

  /** The text of a key, which ends on its line. */
  static String readKey(TomlCursor in) {
    char quote = (char) in.next();
    return new TomlText(in, quote, false).read();
  }

  private String read() {
    String end = String.valueOf(quote).repeat(multiLine ? 3 : 1);
    while (!in.take(end)) {
      if (in.atEnd()) {
        throw in.error(
            "unexpected EOF; expected " + (quote == '"' ? "'%s'" : "\"%s\"").formatted(end));
      }
      readCharacter();
    }
    for (int extra = 0; multiLine && extra < 2 && in.take(quote); extra++) {
      content.append(quote);
    }
    return content.toString();
  }

  private void readCharacter() {
    int point = in.peek();
    if (point == '\n' && !multiLine) {
      throw in.error("strings cannot contain newlines");
    }
    if (point == 0x7F || (point < ' ' && point != '\t' && point != '\n' && point != '\r')) {
      throw in.error("TOML files cannot contain control characters: '0x%02x'".formatted(point));
    }
    in.next();
    if (point == '\\' && quote == '"') {
      readEscape();
    } else {
      content.appendCodePoint(point);
    }
  }

  private void readEscape() {
    if (multiLine && endsLine()) {
      in.takeWhile(Character::isWhitespace);
      return;
    }
    int point = in.next();
    switch (point) {
      case 'b' -> content.append('\b');
      case 't' -> content.append('\t');
      case 'n' -> content.append('\n');
      case 'f' -> content.append('\f');
      case 'r' -> content.append('\r');
      case 'e' -> content.append('\u001B');
      case '"', '\\' -> content.appendCodePoint(point);
      case 'x' -> readCodePoint("two", "x", 2);
      case 'u' -> readCodePoint("four", "u", 4);
      case 'U' -> readCodePoint("eight", "U", 8);
      default ->
          throw in.error(
              "invalid escape in string '\\" + Character.toString(Math.max(point, 0)) + "'");
    }
  }

  private boolean endsLine() {
    int here = in.position();
    in.skipBlanks();
    boolean ends = in.peek() == '\n';
    in.back(here);
    return ends;
  }

  private void readCodePoint(String count, String letter, int digits) {
    int first = in.position();
    for (int i = 0; i < digits; i++) {
      if (!TomlSyntax.isDigit(in.next(), 16)) {
        throw in.error(
            "expected %s hexadecimal digits after '\\%s', but got %s instead"
                .formatted(count, letter, Quoting.quote(in.since(start))));
      }
    }
    long point = Long.parseLong(in.since(first), 16);
    if (point > Character.MAX_CODE_POINT || (point >= 0xD800 && point <= 0xDFFF)) {
      throw in.error(
          "Escaped character '\\%s%s' is not valid UTF-8.".formatted(letter, in.since(first)));
    }
    content.appendCodePoint((int) point);
  }
}
