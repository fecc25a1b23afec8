package dev.millrace.yaml;

/**
 * A cursor over a text that knows its line and column. Line breaks are those of YAML 1.1: LF, CR,
 * CR LF, next line, line and paragraph separator.
 */
final class SourceText {
  /** Stands for the end; no text that is parsed holds this character. */
  static final char END = 0;

  private final String text;
  private final int linesBefore;
  private int at;
  private int line;
  private int column;

  /**
   * Starts at the beginning of a text.
   *
   * @param linesBefore how many lines stand before the text, for positions
   * @throws YamlException if the text holds characters that YAML does not allow
   */
  SourceText(String text, int linesBefore) {
    this.text = text;
    this.linesBefore = linesBefore;
    checkCharacters();
  }

  private void checkCharacters() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= ' ' && c < 0x7f) || c == '\n' || c == '\t' || c == '\r') {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (!isAllowed(c)) {
        throw notAllowed(i);
      }
    }
  }

  private static boolean isAllowed(char c) {
    return c == '\u0085' || (c >= '\u00a0' && c <= '\ufffd' && !Character.isSurrogate(c));
  }

  private YamlException notAllowed(int index) {
    while (at < index) {
      if (isBreak(peek())) {
        skipBreak();
      } else {
        skip();
      }
    }
    return new YamlException(
        "the character U+%04X is not allowed; escape it in double quotes"
            .formatted((int) text.charAt(index)),
        position());
  }

  char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : END;
  }

  int index() {
    return at;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  /** The line breaks before this place, with nothing but blanks between and behind them. */
  int breaksBefore() {
    int breaks = 0;
    for (int i = at - 1; i >= 0 && (isBlank(text.charAt(i)) || isBreak(text.charAt(i))); i--) {
      char c = text.charAt(i);
      boolean secondOfPair = c == '\n' && i > 0 && text.charAt(i - 1) == '\r';
      breaks += isBreak(c) && !secondOfPair ? 1 : 0;
    }
    return breaks;
  }

  Position position() {
    return new Position(linesBefore + line + 1, column + 1, at);
  }

  /** Moves over one character, which is no line break. */
  void skip() {
    at += Character.isHighSurrogate(text.charAt(at)) ? 2 : 1;
    column++;
  }

  /** Moves over ASCII characters, none of them a line break. */
  void skip(int count) {
    at += count;
    column += count;
  }

  /** Moves over characters from {@code start} on and returns them. */
  String since(int start) {
    return text.substring(start, at);
  }

  /** Appends one character, which is no line break, and moves over it. */
  void read(StringBuilder to) {
    int start = at;
    skip();
    to.append(text, start, at);
  }

  /** Moves over one line break. */
  void skipBreak() {
    at += peek() == '\r' && peek(1) == '\n' ? 2 : 1;
    line++;
    column = 0;
  }

  /** Appends one line break, which is LF but for the separators of Unicode, and moves over it. */
  void readBreak(StringBuilder to) {
    char c = peek();
    to.append(c == '\u2028' || c == '\u2029' ? c : '\n');
    skipBreak();
  }

  void skipToLineEnd() {
    while (!isBreakOrEnd(peek())) {
      skip();
    }
  }

  void skipBlanks() {
    while (isBlank(peek())) {
      skip();
    }
  }

  /** Whether {@code ---} or {@code ...} starts here, alone in its line or before a blank. */
  boolean atDocumentIndicator(char c) {
    return column == 0 && peek() == c && peek(1) == c && peek(2) == c && isBlankOrEnd(peek(3));
  }

  boolean atDocumentIndicator() {
    return column == 0 && (atDocumentIndicator('-') || atDocumentIndicator('.'));
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || (c >= '\u0085' && ScalarShape.isBreak(c));
  }

  static boolean isBreakOrEnd(char c) {
    return c == END || isBreak(c);
  }

  /** A blank, a line break or the end. */
  static boolean isBlankOrEnd(char c) {
    return isBlank(c) || isBreakOrEnd(c);
  }

  /** Letters and digits of ASCII, {@code _} and {@code -}. */
  static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
