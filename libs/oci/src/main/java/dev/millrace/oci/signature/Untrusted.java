package dev.millrace.oci.signature;

/** A signature does not count. The message says why and is meant for users. */
public final class Untrusted extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the refusal. */
  public Untrusted(String message) {
    super(message);
  }

  /** Creates the refusal with what it was found by. */
  public Untrusted(String message, Throwable cause) {
    super(message, cause);
  }
}
