package dev.millrace.gotemplate.value;

/**
 * The absence of a value: Go's zero {@code reflect.Value}, which a missing map key evaluates to and
 * which prints {@code <no value>}. It differs from null, which is a nil of an interface type: a
 * field of null is an error, a field of no value is again no value.
 */
public enum NoValue {
  NO_VALUE
}
