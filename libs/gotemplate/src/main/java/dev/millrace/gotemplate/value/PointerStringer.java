package dev.millrace.gotemplate.value;

/**
 * A struct whose Go method {@code String() string} is one of its pointer. An action that prints the
 * struct itself uses it; functions get a copy without an address, and show the fields.
 */
public interface PointerStringer {
  /** The text that an action prints. */
  String pointerString();
}
