package dev.millrace.helm.toml;

/** Reads TOML character by character and knows where it is. */
final class TomlCursor {
  /** Stands for the character after the end. */
  static final char END = '\uFFFF';

  private final String text;
  private int at;
  private String lastKey = "";

  TomlCursor(String text) {
    this.text = text.replace("\r\n", "\n");
  }

  boolean atEnd() {
    return at >= text.length();
  }

  char peek() {
    return atEnd() ? END : text.charAt(at);
  }

  boolean take(char wanted) {
    if (peek() == wanted && !atEnd()) {
      at++;
      return true;
    }
    return false;
  }

  void expect(char wanted) {
    skipBlanks();
    if (!take(wanted)) {
      throw error("expected '" + wanted + "' but got " + shown());
    }
  }

  void expectAfterKey(char wanted) {
    skipBlanks();
    if (!take(wanted)) {
      throw error("expected '.' or '" + wanted + "', but got '" + shown() + "' instead");
    }
  }

  void rememberKey(String key) {
    lastKey = key;
  }

  void skipBlanks() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  /** Skips blanks, line breaks and comments. */
  void skipBlankLines() {
    while (true) {
      skipBlanks();
      if (peek() == '#') {
        skipComment();
      } else if (!take('\n')) {
        return;
      }
    }
  }

  /** After a value or header only a comment may follow on the line. */
  void endLine() {
    skipBlanks();
    if (peek() == '#') {
      skipComment();
    }
    if (!atEnd() && !take('\n')) {
      throw error(
          "expected a top-level item to end with a newline, comment, or EOF, but got '"
              + shown()
              + "' instead");
    }
  }

  private void skipComment() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  String readKeyPart() {
    if (peek() == '"' || peek() == '\'') {
      return readText();
    }
    int start = at;
    while (!atEnd() && TomlSyntax.isBareKey(peek())) {
      at++;
    }
    if (start == at) {
      throw error("unexpected " + (atEnd() ? "EOF" : "'" + peek() + "'") + "; expected key name");
    }
    return text.substring(start, at);
  }

  /** A run of characters up to one that ends a value. A date may have a blank before its time. */
  String readWord() {
    int start = at;
    while (!atEnd() && (",]}#\n\t ".indexOf(peek()) < 0 || isDateBlank(start))) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean isDateBlank(int start) {
    return peek() == ' '
        && at - start == 10
        && text.charAt(start + 4) == '-'
        && at + 1 < text.length()
        && Character.isDigit(text.charAt(at + 1));
  }

  /** A text in any of the four quotations. */
  String readText() {
    char quote = peek();
    String triple = String.valueOf(quote).repeat(3);
    boolean multiLine = text.startsWith(triple, at);
    at += multiLine ? 3 : 1;
    if (multiLine) {
      take('\n');
    }
    var content = new StringBuilder();
    while (true) {
      if (atEnd() || (!multiLine && peek() == '\n')) {
        throw error(
            atEnd()
                ? "unexpected EOF; expected '" + quote + "'"
                : "strings cannot contain newlines");
      }
      if (multiLine ? text.startsWith(triple, at) : peek() == quote) {
        break;
      }
      char c = text.charAt(at++);
      if (c == '\\' && quote == '"') {
        readEscape(content, multiLine);
      } else {
        content.append(c);
      }
    }
    at += multiLine ? 3 : 1;
    for (int extra = 0; multiLine && extra < 2 && take(quote); extra++) {
      content.append(quote);
    }
    return content.toString();
  }

  private void readEscape(StringBuilder content, boolean multiLine) {
    char c = atEnd() ? END : text.charAt(at++);
    switch (c) {
      case 'b' -> content.append('\b');
      case 't' -> content.append('\t');
      case 'n' -> content.append('\n');
      case 'f' -> content.append('\f');
      case 'r' -> content.append('\r');
      case 'e' -> content.append('\u001B');
      case '"', '\\' -> content.append(c);
      case 'x' -> readCodePoint(content, 2);
      case 'u' -> readCodePoint(content, 4);
      case 'U' -> readCodePoint(content, 8);
      default -> {
        boolean lineEnd = c == '\n' || ((c == ' ' || c == '\t') && restOfLineIsBlank());
        if (!multiLine || !lineEnd) {
          throw error("invalid escape character '" + (c == END ? "" : c) + "'");
        }
        while (!atEnd() && Character.isWhitespace(peek())) {
          at++;
        }
      }
    }
  }

  private boolean restOfLineIsBlank() {
    int end = text.indexOf('\n', at);
    return end >= 0 && text.substring(at, end).isBlank();
  }

  private void readCodePoint(StringBuilder content, int digits) {
    String hex = text.substring(at, Math.min(text.length(), at + digits));
    try {
      int point = Integer.parseInt(hex, 16);
      if (hex.length() < digits || !Character.isValidCodePoint(point)) {
        throw error("escaped character '\\u" + hex + "' is not valid UTF-8");
      }
      content.appendCodePoint(point);
      at += digits;
    } catch (NumberFormatException _) {
      throw error(
          "expected " + digits + " hexadecimal digits after the escape, but got '" + hex + "'");
    }
  }

  /** What comes next, for messages. */
  String shown() {
    return switch (peek()) {
      case END -> "EOF";
      case '\n' -> "\\n";
      default -> String.valueOf(peek());
    };
  }

  TomlException error(String problem) {
    long line =
        1 + text.substring(0, Math.min(at, text.length())).chars().filter(c -> c == '\n').count();
    String key = lastKey.isEmpty() ? "" : " (last key \"" + lastKey + "\")";
    return new TomlException("toml: line " + line + key + ": " + problem);
  }
}
