package dev.millrace.gotemplate.value;

/**
 * A value that is too deep or too large to be walked or printed. Few values that a template builds
 * can stand for very many: a list that holds another one twice, several times over.
 */
public final class BoundExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which bound was exceeded. */
  public BoundExceeded(String message) {
    super(message);
  }
}
