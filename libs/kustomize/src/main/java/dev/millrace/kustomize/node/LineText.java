package dev.millrace.kustomize.node;

/** Text under construction that knows where in its line it is; breaks lines as libyaml does. */
final class LineText {
  private final StringBuilder out = new StringBuilder();
  private int column;
  private boolean onlyIndicators = true;
  private boolean afterSpace = true;
  private int blankLineAt = -1;

  @Override
  public String toString() {
    return out.toString();
  }

  boolean isLineStart() {
    return column == 0;
  }

  boolean holdsOnlyIndicators() {
    return onlyIndicators;
  }

  /** Asks for a blank line if the next line starts in this column. */
  void wantBlankLineAt(int indent) {
    blankLineAt = indent;
  }

  /** Goes to a column of a line that holds nothing before it but indicators. */
  void startLine(int indent) {
    if (!onlyIndicators || column > indent || (column == indent && !afterSpace)) {
      lineBreak();
    }
    if (blankLineAt == indent) {
      lineBreak();
    }
    if (column < indent) {
      out.repeat(' ', indent - column);
      column = indent;
    }
    afterSpace = true;
    blankLineAt = -1;
  }

  void lineBreak() {
    out.append('\n');
    column = 0;
    onlyIndicators = true;
  }

  /** {@code -} or {@code ?}, behind which a block may start in the same line. */
  void blockIndicator(String text) {
    space();
    put(text);
    afterSpace = false;
  }

  /** An opening bracket. */
  void open(String text) {
    space();
    put(text);
    afterSpace = true;
    onlyIndicators = false;
  }

  /** A closing bracket, a comma or a colon. */
  void mark(String text) {
    put(text);
    afterSpace = false;
    onlyIndicators = false;
  }

  /** Anything that has a space before it. */
  void word(String text) {
    space();
    put(text);
    afterSpace = false;
    onlyIndicators = false;
  }

  /** Lines of a block, each at the indent but for empty ones; the first goes to a new line. */
  void lines(String text, int indent) {
    afterSpace = true;
    boolean atBreak = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        lineBreak();
        atBreak = true;
        continue;
      }
      if (atBreak) {
        startLine(indent);
      }
      out.append(c);
      column++;
      onlyIndicators = false;
      atBreak = false;
    }
  }

  /** Comment lines; the first one goes where the text stands. */
  void comment(String text, int indent) {
    boolean atBreak = false;
    for (String line : text.split("\n", -1)) {
      if (atBreak) {
        lineBreak();
      }
      if (!line.isEmpty()) {
        if (atBreak) {
          startLine(indent);
        }
        put(line);
        onlyIndicators = false;
      }
      atBreak = true;
    }
    if (!text.endsWith("\n")) {
      lineBreak();
    }
    afterSpace = true;
  }

  void space() {
    if (!afterSpace) {
      put(" ");
    }
  }

  private void put(String text) {
    out.append(text);
    column += text.length();
  }
}
