package dev.millrace.helm.toml;

import dev.millrace.gotemplate.format.Quoting;
import java.util.function.IntPredicate;

/** Reads TOML character by character and knows where it is. */
final class TomlCursor {
  /** Stands for the character after the end. */
  static final int END = -1;

  private final String text;
  private int at;
  private String lastKey = "";

  TomlCursor(String text) {
    this.text = text.replace("\r\n", "\n");
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The code point that comes next, or {@link #END}. */
  int peek() {
    return atEnd() ? END : text.codePointAt(at);
  }

  /** Takes the code point that comes next, or {@link #END}. */
  int next() {
    int point = peek();
    at += point == END ? 0 : Character.charCount(point);
    return point;
  }

  boolean take(char wanted) {
    if (peek() == wanted) {
      at++;
      return true;
    }
    return false;
  }

  boolean take(String wanted) {
    if (text.startsWith(wanted, at)) {
      at += wanted.length();
      return true;
    }
    return false;
  }

  /** Takes all that fits. */
  String takeWhile(IntPredicate wanted) {
    int start = at;
    while (!atEnd() && wanted.test(peek())) {
      next();
    }
    return text.substring(start, at);
  }

  /** What was read since a position. */
  String since(int start) {
    return text.substring(start, at);
  }

  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  /** The key that messages name: the whole path of what is being read. */
  void reading(String key) {
    lastKey = key;
  }

  void skipBlanks() {
    takeWhile(TomlSyntax::isBlank);
  }

  /** Skips blanks, line breaks and comments. */
  void skipBlankLines() {
    while (true) {
      takeWhile(c -> TomlSyntax.isBlank(c) || c == '\n');
      if (peek() != '#') {
        return;
      }
      skipComment();
    }
  }

  void skipComment() {
    takeWhile(c -> c != '\n');
  }

  /** After a value or header only a comment may follow on the line. */
  void endLine() {
    skipBlanks();
    if (peek() == '#') {
      skipComment();
    }
    if (!atEnd() && !take('\n')) {
      throw error(
          "expected a top-level item to end with a newline, comment, or EOF, but got %s instead"
              .formatted(quoted(peek())));
    }
  }

  /** A character as messages show it; the end counts as the character 0. */
  static String quoted(int point) {
    return Quoting.quoteRune(Math.max(point, 0), false);
  }

  /** A character, or words for the end. */
  static String shown(int point) {
    return point == END ? "end of file" : "'" + Character.toString(point) + "'";
  }

  /** An error on the line of the character that comes next. */
  TomlException error(String problem) {
    return errorOn(line(at), problem);
  }

  /** An error on the line below a line break that comes next, as the original counts. */
  TomlException errorBehind(String problem) {
    return errorOn(line(at) + (peek() == '\n' ? 1 : 0), problem);
  }

  private TomlException errorOn(int line, String problem) {
    String key = lastKey.isEmpty() ? "" : " (last key " + Quoting.quote(lastKey) + ")";
    return new TomlException("toml: line " + line + key + ": " + problem);
  }

  /** A line break at the very end does not begin another line. */
  private int line(int position) {
    int end = position >= text.length() && text.endsWith("\n") ? text.length() - 1 : position;
    return 1
        + (int)
            text.substring(0, Math.min(end, text.length())).chars().filter(c -> c == '\n').count();
  }
}
