package dev.millrace.gotemplate.syntax;

import dev.millrace.gotemplate.format.Quoting;
import org.jspecify.annotations.Nullable;

/**
 * Splits a template into tokens: text outside of actions, and inside of them what the words of an
 * action are. Trim markers and comments leave no token.
 */
final class Lexer {
  private static final int END = -1;
  private static final String LEFT = "{{";
  private static final String RIGHT = "}}";
  private static final String COMMENT_START = "/*";
  private static final String COMMENT_END = "*/";

  /** A trim marker is a minus and the space that must stand between it and the action. */
  private static final int MARKER_LENGTH = 2;

  private final String input;
  private int position;
  private int start;
  private int line = 1;
  private int parenDepth;
  private boolean insideAction;

  Lexer(String input) {
    this.input = input;
  }

  /** The next token. After an error or the end it must not be called again. */
  Token next() {
    if (insideAction) {
      return insideAction();
    }
    return text();
  }

  private Token text() {
    while (true) {
      int open = input.indexOf(LEFT, position);
      if (open < 0) {
        position = input.length();
        return token(position > start ? TokenType.TEXT : TokenType.EOF);
      }
      position = hasLeftMarker(open + LEFT.length()) ? trimmedEnd(start, open) : open;
      if (position > start) {
        return token(TokenType.TEXT);
      }
      position = open;
      skip();
      Token token = leftDelimiter();
      if (token != null) {
        return token;
      }
    }
  }

  /** Opens an action; a comment is passed over and gives null. */
  private @Nullable Token leftDelimiter() {
    int afterDelimiter = position + LEFT.length();
    int inner = hasLeftMarker(afterDelimiter) ? afterDelimiter + MARKER_LENGTH : afterDelimiter;
    if (input.startsWith(COMMENT_START, inner)) {
      position = inner;
      skip();
      return comment();
    }
    position = afterDelimiter;
    Token token = token(TokenType.LEFT_DELIMITER);
    insideAction = true;
    parenDepth = 0;
    position = inner;
    skip();
    return token;
  }

  private @Nullable Token comment() {
    int end = input.indexOf(COMMENT_END, position + COMMENT_START.length());
    if (end < 0) {
      return error("unclosed comment");
    }
    position = end + COMMENT_END.length();
    if (!atRightDelimiter()) {
      return error("comment ends before closing delimiter");
    }
    passRightDelimiter();
    skip();
    return null;
  }

  /** Moves behind the right delimiter, and with a trim marker behind the space that follows. */
  private void passRightDelimiter() {
    boolean trim = hasRightMarker(position);
    position += (trim ? MARKER_LENGTH : 0) + RIGHT.length();
    if (trim) {
      while (position < input.length() && isSpace(input.charAt(position))) {
        position++;
      }
    }
  }

  private Token rightDelimiter() {
    boolean trim = hasRightMarker(position);
    if (trim) {
      position += MARKER_LENGTH;
      skip();
    }
    position += RIGHT.length();
    Token token = token(TokenType.RIGHT_DELIMITER);
    if (trim) {
      while (position < input.length() && isSpace(input.charAt(position))) {
        position++;
      }
      skip();
    }
    insideAction = false;
    return token;
  }

  private Token insideAction() {
    if (atRightDelimiter()) {
      return parenDepth == 0 ? rightDelimiter() : error("unclosed left paren");
    }
    int c = advance();
    return switch (c) {
      case END -> error("unclosed action");
      case ' ', '\t', '\r', '\n' -> space();
      case '=' -> token(TokenType.ASSIGN);
      case ':' -> advance() == '=' ? token(TokenType.DECLARE) : error("expected :=");
      case '|' -> token(TokenType.PIPE);
      case '"' -> quoted('"', TokenType.STRING, "unterminated quoted string");
      case '\'' -> quoted('\'', TokenType.CHARACTER_CONSTANT, "unterminated character constant");
      case '`' -> rawString();
      case '$' -> fieldOrVariable(TokenType.VARIABLE);
      case '(' -> {
        parenDepth++;
        yield token(TokenType.LEFT_PAREN);
      }
      case ')' -> --parenDepth < 0 ? error("unexpected right paren") : token(TokenType.RIGHT_PAREN);
      // A dot at the very end of the text is taken for a number, as in Go.
      case '.' -> isDigit(peek()) || peek() == END ? number() : fieldOrVariable(TokenType.FIELD);
      default -> other(c);
    };
  }

  private Token other(int c) {
    if (c == '+' || c == '-' || isDigit(c)) {
      return number();
    }
    if (isAlphaNumeric(c)) {
      return identifier();
    }
    return c > ' ' && c < 0x7f
        ? token(TokenType.CHARACTER)
        : error("unrecognized character in action: " + Quoting.unicodeName(c));
  }

  private Token space() {
    while (isSpace(peek())) {
      position++;
    }
    // The last space may belong to the marker of a right delimiter.
    if (hasRightMarker(position - 1) && input.startsWith(RIGHT, position - 1 + MARKER_LENGTH)) {
      position--;
      if (position == start) {
        return rightDelimiter();
      }
    }
    return token(TokenType.SPACE);
  }

  private Token identifier() {
    passAlphaNumeric();
    if (!atTerminator()) {
      return badCharacter();
    }
    return token(TokenType.ofWord(input.substring(start, position)));
  }

  /** A field or a variable, whose first character has been read. */
  private Token fieldOrVariable(TokenType type) {
    if (atTerminator()) {
      return token(type == TokenType.VARIABLE ? type : TokenType.DOT);
    }
    passAlphaNumeric();
    return atTerminator() ? token(type) : badCharacter();
  }

  private void passAlphaNumeric() {
    int c = peek();
    while (isAlphaNumeric(c)) {
      position += Character.charCount(c);
      c = peek();
    }
  }

  private Token badCharacter() {
    return error("bad character " + Quoting.unicodeName(peek()));
  }

  /** Whether a word may end here, so that {@code .X.Y} falls in two and {@code $x+2} is refused. */
  private boolean atTerminator() {
    return switch (peek()) {
      case END, ' ', '\t', '\r', '\n', '.', ',', '|', ':', ')', '(' -> true;
      default -> input.startsWith(RIGHT, position);
    };
  }

  private Token quoted(char quote, TokenType type, String unterminated) {
    while (true) {
      int c = advance();
      if (c == '\\') {
        c = advance();
        if (c != END && c != '\n') {
          continue;
        }
      }
      if (c == END || c == '\n') {
        return error(unterminated);
      }
      if (c == quote) {
        return token(type);
      }
    }
  }

  private Token rawString() {
    int close = input.indexOf('`', position);
    if (close < 0) {
      return error("unterminated raw quoted string");
    }
    position = close + 1;
    return token(TokenType.RAW_STRING);
  }

  private Token number() {
    var scanner = new NumberScanner(input, start);
    boolean whole = scanner.scan();
    position = scanner.position();
    if (!whole) {
      return badNumber();
    }
    int sign = peek();
    if (sign != '+' && sign != '-') {
      return token(TokenType.NUMBER);
    }
    boolean complex = scanner.scan() && input.charAt(scanner.position() - 1) == 'i';
    position = scanner.position();
    return complex ? token(TokenType.COMPLEX) : badNumber();
  }

  private Token badNumber() {
    return error("bad number syntax: " + Quoting.quote(input.substring(start, position)));
  }

  private int advance() {
    int c = peek();
    if (c != END) {
      position += Character.charCount(c);
    }
    return c;
  }

  private int peek() {
    return position < input.length() ? input.codePointAt(position) : END;
  }

  private boolean atRightDelimiter() {
    return input.startsWith(RIGHT, position)
        || (hasRightMarker(position) && input.startsWith(RIGHT, position + MARKER_LENGTH));
  }

  private boolean hasLeftMarker(int index) {
    return index + 1 < input.length()
        && input.charAt(index) == '-'
        && isSpace(input.charAt(index + 1));
  }

  private boolean hasRightMarker(int index) {
    return index + 1 < input.length()
        && isSpace(input.charAt(index))
        && input.charAt(index + 1) == '-';
  }

  private int trimmedEnd(int from, int to) {
    int end = to;
    while (end > from && isSpace(input.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private Token token(TokenType type) {
    String text = type == TokenType.EOF ? "EOF" : input.substring(start, position);
    var token = new Token(type, start, text, line);
    skip();
    return token;
  }

  private Token error(String message) {
    return new Token(TokenType.ERROR, start, message, line);
  }

  /** Begins the next token at the current position. */
  private void skip() {
    for (int i = input.indexOf('\n', start);
        i >= 0 && i < position;
        i = input.indexOf('\n', i + 1)) {
      line++;
    }
    start = position;
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isAlphaNumeric(int c) {
    return c == '_' || (c >= 0 && (Character.isLetter(c) || Character.isDigit(c)));
  }
}
