package dev.millrace.gotemplate.syntax;

/** A text that is not a valid template. The message is complete and names template and line. */
public sealed class SyntaxException extends RuntimeException permits NestingSyntaxException {
  private static final long serialVersionUID = 1L;

  private final int line;

  SyntaxException(String message, int line) {
    super(message);
    this.line = line;
  }

  /** The line of the mistake, counted from 1. */
  public int line() {
    return line;
  }
}
