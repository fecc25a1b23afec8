package dev.millrace.gotemplate.value;

/**
 * A value with a Go method {@code String() string} (or {@code Error() string}), used for printing.
 */
public interface Stringer {
  /** The text that printing this value gives. */
  String goString();
}
