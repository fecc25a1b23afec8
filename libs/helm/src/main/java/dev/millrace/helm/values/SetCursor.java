package dev.millrace.helm.values;

/** Reads a line of settings character by character. */
final class SetCursor {
  /** Stands for the character after the end of the line. */
  static final char END = '\uFFFF';

  private final String line;
  private int at;

  SetCursor(String line) {
    this.line = line;
  }

  /**
   * Text up to one of some characters.
   *
   * @param stop the character that ended it, which is consumed; {@link #END} at the end of the line
   */
  record Run(String text, char stop) {
    boolean atEnd() {
      return stop == END;
    }
  }

  boolean atEnd() {
    return at >= line.length();
  }

  /** Reads up to one of {@code stops}; a backslash takes the next character as it is. */
  Run readUntil(String stops) {
    return readUntil(stops, true);
  }

  /** Reads up to one of {@code stops}; a backslash is a character like others. */
  Run readLiterallyUntil(String stops) {
    return readUntil(stops, false);
  }

  private Run readUntil(String stops, boolean escapes) {
    var text = new StringBuilder();
    while (!atEnd()) {
      char c = line.charAt(at++);
      if (stops.indexOf(c) >= 0) {
        return new Run(text.toString(), c);
      }
      if (c == '\\' && escapes) {
        if (atEnd()) {
          break;
        }
        c = line.charAt(at++);
      }
      text.append(c);
    }
    return new Run(text.toString(), END);
  }

  /** Consumes the next character if it is {@code wanted}. */
  boolean skip(char wanted) {
    if (!atEnd() && line.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /**
   * Consumes blanks and then a comma; true if the value ended there, with the line or the comma.
   */
  boolean skipToNextSetting() {
    while (!atEnd()) {
      char c = line.charAt(at);
      if (c == ',') {
        at++;
        return true;
      }
      if (!Character.isWhitespace(c)) {
        return false;
      }
      at++;
    }
    return true;
  }

  /** Consumes one JSON value, which must come next, and gives its text. */
  String readJson() {
    int start = at;
    int depth = 0;
    boolean quoted = false;
    for (; !atEnd(); at++) {
      char c = line.charAt(at);
      if (quoted) {
        if (c == '\\') {
          at++;
        } else if (c == '"') {
          quoted = false;
        }
        continue;
      }
      switch (c) {
        case '"' -> quoted = true;
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {
          if (depth == 0 && (c == ',' || Character.isWhitespace(c))) {
            return line.substring(start, at);
          }
        }
      }
    }
    at = Math.min(at, line.length());
    return line.substring(start, at);
  }
}
