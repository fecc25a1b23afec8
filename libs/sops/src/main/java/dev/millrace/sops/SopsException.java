package dev.millrace.sops;

import java.io.Serial;

/**
 * A file can't be decrypted. The message says why in words for the owner of the file; it never
 * holds clear text, ciphertext or key material, nor does a cause that is kept.
 */
public final class SopsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What is wrong with the file. */
  public enum Kind {
    /** The text is not of its format, or can't be written in the wanted one. */
    FORMAT,
    /** The {@code sops} part is missing or not understood. */
    METADATA,
    /** None of the keys at hand opens the data key. */
    KEY,
    /** A value does not decrypt: it was changed, moved or never encrypted. */
    VALUE,
    /** The message authentication code does not fit the content. */
    MAC,
    /** The file exceeds a bound. */
    LIMIT
  }

  /** Creates the error with a message for users. */
  public SopsException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What is wrong with the file. */
  public Kind kind() {
    return kind;
  }

  /** The same error with the place where it happened in front, for example a file's name. */
  public SopsException in(String place) {
    SopsException located = new SopsException(kind, place + ": " + getMessage());
    located.setStackTrace(getStackTrace());
    return located;
  }
}
