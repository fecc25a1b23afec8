package dev.millrace.envsubst;

/**
 * A template that can't be substituted. Messages name variables and places, never values, because
 * values may be secrets.
 */
public final class SubstitutionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error about the whole template or its variables. */
  public SubstitutionException(String message) {
    super(message);
  }

  /** An error whose cause says more. */
  public SubstitutionException(String message, Throwable cause) {
    super(message, cause);
  }
}
