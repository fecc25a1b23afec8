package dev.millrace.gotemplate.value;

/**
 * A value that knows its Go type. Values that do not implement this are plain: strings, booleans,
 * {@code Long} (int64), {@code Double} (float64), {@code Integer} (int), maps and lists.
 */
public interface Typed {
  /** The dynamic type of this value. */
  GoType goType();
}
