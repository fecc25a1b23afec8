package dev.millrace.yaml;

/** Scans a scalar in single or double quotes. */
final class QuotedScanner {
  private final SourceText source;
  private final boolean single;
  private final StringBuilder value = new StringBuilder();
  private final LineFolding folding = new LineFolding();

  /** The source stands at the opening quote. */
  QuotedScanner(SourceText source) {
    this.source = source;
    this.single = source.peek() == '\'';
  }

  Token scan() {
    Position start = source.position();
    source.skip();
    while (true) {
      checkNotOver(start);
      scanRun();
      if (atClosingQuote()) {
        break;
      }
      scanSpace();
      folding.fold(value);
    }
    source.skip();
    YamlNode.Style style = single ? YamlNode.Style.SINGLE_QUOTED : YamlNode.Style.DOUBLE_QUOTED;
    return Token.scalar(style, value.toString(), start, source.position());
  }

  private void checkNotOver(Position start) {
    if (source.peek() == SourceText.END || source.atDocumentIndicator()) {
      throw new YamlException("the quote that starts here is never closed", start);
    }
  }

  private boolean atClosingQuote() {
    return source.peek() == (single ? '\'' : '"');
  }

  /** Reads up to the next blank, line break or the closing quote. */
  private void scanRun() {
    while (!SourceText.isBlankOrEnd(source.peek())) {
      char c = source.peek();
      if (single && c == '\'' && source.peek(1) == '\'') {
        value.append('\'');
        source.skip(2);
      } else if (atClosingQuote()) {
        return;
      } else if (!single && c == '\\') {
        source.skip();
        if (SourceText.isBreak(source.peek())) {
          folding.escapedLineBreak(source);
          return;
        }
        scanEscape();
      } else {
        source.read(value);
      }
    }
  }

  private void scanSpace() {
    while (true) {
      if (SourceText.isBlank(source.peek())) {
        folding.blank(source);
      } else if (SourceText.isBreak(source.peek())) {
        folding.lineBreak(source);
      } else {
        return;
      }
    }
  }

  private void scanEscape() {
    char c = source.peek();
    int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits > 0) {
      source.skip();
      value.appendCodePoint(scanCodePoint(digits));
    } else {
      value.append(escaped(c));
      source.skip();
    }
  }

  private char escaped(char c) {
    return switch (c) {
      case '0' -> '\0';
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 't', '\t' -> '\t';
      case 'n' -> '\n';
      case 'v' -> '\u000b';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'e' -> '\u001b';
      case ' ', '"', '\'', '\\' -> c;
      case 'N' -> '\u0085';
      case '_' -> '\u00a0';
      case 'L' -> '\u2028';
      case 'P' -> '\u2029';
      default ->
          throw new YamlException(
              "unknown escape in double quotes; write \\\\ for a backslash", source.position());
    };
  }

  private int scanCodePoint(int digits) {
    long codePoint = 0;
    for (int i = 0; i < digits; i++) {
      char c = source.peek();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw new YamlException(
            "expected " + digits + " hexadecimal digits in an escape", source.position());
      }
      codePoint = codePoint * 16 + digit;
      source.skip();
    }
    boolean surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
    if (surrogate || codePoint > Character.MAX_CODE_POINT) {
      throw new YamlException("the escape is no Unicode character", source.position());
    }
    return (int) codePoint;
  }
}
