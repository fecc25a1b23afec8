package dev.millrace.gotemplate.syntax;

/** A text whose parentheses or control structures are nested deeper than the parser was to go. */
public final class NestingSyntaxException extends SyntaxException {
  private static final long serialVersionUID = 1L;

  NestingSyntaxException(String message, int line) {
    super(message, line);
  }
}
