package dev.millrace.helm.schema;

/** Values don't fit the schema of a chart; the message lists where, worded as Helm's. */
public final class SchemaViolation extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the error with a message for the user. */
  public SchemaViolation(String message) {
    super(message);
  }
}
