package dev.millrace.helm.toml;

/**
 * A text is no TOML, or a value can't be written as TOML; worded as the original's library does.
 */
public final class TomlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TomlException(String message) {
    super(message);
  }
}
