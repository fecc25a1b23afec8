package dev.millrace.gotemplate.value;

/** A value that is nested too deeply to be walked, most likely because it contains itself. */
public final class NestingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How deep values may be nested. */
  public static final int MAX_DEPTH = 1000;

  private NestingException() {
    super("value is nested deeper than " + MAX_DEPTH + " levels; it may contain itself");
  }

  /**
   * Checks the depth that a walk over a value has reached.
   *
   * @throws NestingException when it is beyond {@link #MAX_DEPTH}
   */
  public static void check(int depth) {
    if (depth > MAX_DEPTH) {
      throw new NestingException();
    }
  }
}
