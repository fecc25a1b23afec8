package dev.millrace.cel;

/** An expression that can't be compiled; retrying does not help, its author has to correct it. */
public final class InvalidExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidExpressionException(String message, Throwable cause) {
    super(message, cause);
  }

  InvalidExpressionException(String message) {
    super(message);
  }
}
