package dev.millrace.helm.values;

/** How the text after {@code =} is read when values are set by path. */
public enum SetSyntax {
  /** {@code --set}: true, false, null and decimal integers are what they look like, else text. */
  TYPED,
  /** {@code --set-string}: always text. */
  STRING,
  /** {@code --set-json}: a JSON value; nothing means null. */
  JSON,
  /** {@code --set-literal}: the whole rest of the line as text, without escapes or lists. */
  LITERAL
}
