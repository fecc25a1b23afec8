package dev.millrace.cel;

/**
 * An expression that failed on the given variables, for instance because a field is missing. The
 * message names fields and functions, never values.
 */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }

  EvaluationException(String message) {
    super(message);
  }
}
