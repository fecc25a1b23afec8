package dev.millrace.controller.source.index;

/** A repository does not have what is asked for. */
public final class NoSuchChart extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the error. */
  public NoSuchChart(String message) {
    super(message);
  }
}
