package dev.millrace.gotemplate;

/** What a key that a map does not have evaluates to: Go's {@code missingkey} option. */
public enum MissingKey {
  /** No value: prints {@code <no value>}, and a field of it is no value again. */
  DEFAULT,
  /** The zero value of the map's element type. */
  ZERO,
  /** An error. */
  ERROR
}
