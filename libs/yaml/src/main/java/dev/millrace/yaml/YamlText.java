package dev.millrace.yaml;

/**
 * Text under construction that knows its column: where to break lines, when a space is due, and how
 * each scalar style looks. Columns count characters, not bytes.
 */
final class YamlText {
  private final StringBuilder out = new StringBuilder(256);
  private final int width;
  private final int indentStep;
  private int column;
  private boolean afterSpace = true;
  private boolean onlyIndicators = true;

  YamlText(int width, int indentStep) {
    this.width = width;
    this.indentStep = indentStep;
  }

  /** The finished document, its last line ended. */
  String finish() {
    startLine(0);
    return out.toString();
  }

  /** What was written so far. */
  String written() {
    return out.toString();
  }

  /** Whether the current line holds nothing but indentation and {@code -}, {@code ?}, {@code :}. */
  boolean onlyIndicatorsOnLine() {
    return onlyIndicators;
  }

  /** Goes to a column on a line that holds nothing before it but indicators. */
  void startLine(int indent) {
    if (!onlyIndicators || column > indent || (column == indent && !afterSpace)) {
      lineBreak();
    }
    while (column < indent) {
      put(' ');
    }
    afterSpace = true;
    onlyIndicators = true;
  }

  /** Writes punctuation; {@code leading} indicators leave the line open for more structure. */
  void indicator(String text, boolean spaceBefore, boolean leading) {
    if (spaceBefore && !afterSpace) {
      put(' ');
    }
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
    afterSpace = false;
    onlyIndicators &= leading;
  }

  void emptyCollection(String open, String close) {
    indicator(open, true, false);
    indicator(close, false, false);
  }

  /** A comment up to the end of the line, its {@code #} written if the text has none. */
  void comment(String text) {
    indicator(text.startsWith("#") ? "" : "# ", true, false);
    out.append(text);
    column += text.length();
    endScalar();
  }

  void plain(String text, int indent, boolean fold) {
    if (!afterSpace) {
      put(' ');
    }
    boolean spaces = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' && fold && !spaces && column > width && text.charAt(i + 1) != ' ') {
        startLine(indent);
      } else {
        put(c);
      }
      spaces = c == ' ';
    }
    endScalar();
  }

  void singleQuoted(String text, int indent, boolean fold) {
    indicator("'", true, false);
    boolean spaces = false;
    boolean breaks = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        if (fold && !spaces && column > width && isInner(text, i) && text.charAt(i + 1) != ' ') {
          startLine(indent);
        } else {
          put(c);
        }
        spaces = true;
      } else if (ScalarShape.isBreak(c)) {
        copyBreak(c);
        breaks = true;
      } else {
        if (breaks) {
          startLine(indent);
        }
        if (c == '\'') {
          put(c);
        }
        put(c);
        onlyIndicators = false;
        spaces = false;
        breaks = false;
      }
    }
    indicator("'", false, false);
    endScalar();
  }

  void doubleQuoted(String text, int indent, boolean fold) {
    indicator("\"", true, false);
    // The original mistakes every character of a text that starts with a byte order mark for one.
    boolean escapeAll = text.startsWith("\ufeff");
    boolean spaces = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (escapeAll || mustEscape(c)) {
        int character = text.codePointAt(i);
        i += Character.charCount(character) - 1;
        escape(character);
        spaces = false;
      } else if (c == ' ' && fold && !spaces && column > width && isInner(text, i)) {
        startLine(indent);
        if (text.charAt(i + 1) == ' ') {
          put('\\');
        }
        spaces = true;
      } else {
        put(c);
        spaces = c == ' ';
      }
    }
    indicator("\"", false, false);
    endScalar();
  }

  void literal(String text, int indent) {
    indicator("|", true, false);
    char first = text.charAt(0);
    if (first == ' ' || ScalarShape.isBreak(first)) {
      indicator(String.valueOf(indentStep), false, false);
    }
    chomping(text);
    lineBreak();
    afterSpace = true;
    boolean breaks = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (ScalarShape.isBreak(c)) {
        copyBreak(c);
        breaks = true;
      } else {
        if (breaks) {
          startLine(indent);
        }
        put(c);
        onlyIndicators = false;
        breaks = false;
      }
    }
  }

  /** {@code -}: no line break at the end; {@code +}: more than one, all of them kept. */
  private void chomping(String text) {
    int last = text.length() - 1;
    if (!ScalarShape.isBreak(text.charAt(last))) {
      indicator("-", false, false);
    } else if (last == 0 || ScalarShape.isBreak(text.charAt(last - 1))) {
      indicator("+", false, false);
    }
  }

  private static boolean isInner(String text, int i) {
    return i > 0 && i < text.length() - 1;
  }

  private static boolean mustEscape(char c) {
    return c == '"' || c == '\\' || !ScalarShape.isPrintable(c) || ScalarShape.isBreak(c);
  }

  private void escape(int character) {
    String escaped =
        switch (character) {
          case 0 -> "\\0";
          case 0x07 -> "\\a";
          case '\b' -> "\\b";
          case '\t' -> "\\t";
          case '\n' -> "\\n";
          case 0x0b -> "\\v";
          case '\f' -> "\\f";
          case '\r' -> "\\r";
          case 0x1b -> "\\e";
          case '"' -> "\\\"";
          case '\\' -> "\\\\";
          case 0x85 -> "\\N";
          case 0x2028 -> "\\L";
          case 0x2029 -> "\\P";
          default -> hexEscape(character);
        };
    for (int i = 0; i < escaped.length(); i++) {
      put(escaped.charAt(i));
    }
  }

  private static String hexEscape(int character) {
    if (character <= 0xff) {
      return "\\x%02X".formatted(character);
    }
    if (character > 0xffff) {
      return "\\U%08X".formatted(character);
    }
    // Half of a surrogate pair: Go strings can't hold one and have the replacement character.
    boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    return half ? "\ufffd" : "\\u%04X".formatted(character);
  }

  private void copyBreak(char c) {
    if (c == '\n') {
      lineBreak();
    } else {
      out.append(c);
      column = 0;
      onlyIndicators = true;
    }
  }

  private void lineBreak() {
    out.append('\n');
    column = 0;
    onlyIndicators = true;
  }

  private void put(char c) {
    out.append(c);
    column++;
  }

  private void endScalar() {
    afterSpace = false;
    onlyIndicators = false;
  }
}
