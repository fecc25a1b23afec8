package dev.millrace.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;

/** What an expression has to yield, checked when it is compiled. */
public enum ResultType {
  /** A condition: {@code a.b == 'c'}. A bare field is of no known type and so is refused. */
  BOOLEAN("boolean", SimpleType.BOOL),
  /** A text. */
  STRING("string", SimpleType.STRING),
  /** Anything. */
  ANY("value", SimpleType.DYN);

  private final String word;
  private final CelType type;

  ResultType(String word, CelType type) {
    this.word = word;
    this.type = type;
  }

  String word() {
    return word;
  }

  boolean accepts(CelType actual) {
    return this == ANY || type.equals(actual);
  }
}
