package dev.millrace.apply.normalize;

/** The type of a field as the Go client declares it. */
sealed interface FieldType {

  /** A type that has one JSON value. */
  enum Scalar implements FieldType {
    TEXT("string"),
    FLAG("bool"),
    WHOLE("int"),
    REAL("float"),
    BYTES("bytes"),
    QUANTITY("quantity"),
    WHOLE_OR_TEXT("int-or-string"),
    TIME("time"),
    MICRO_TIME("micro-time"),
    DURATION("duration"),
    ANYTHING("any");

    private final String word;

    Scalar(String word) {
      this.word = word;
    }
  }

  /** A list that may be nil. */
  record ListOf(FieldType element) implements FieldType {}

  /** A map with string keys that may be nil. */
  record MapOf(FieldType element) implements FieldType {}

  /** A value that may be absent. */
  record Pointer(FieldType target) implements FieldType {}

  /** A struct of the table. */
  record Struct(String name) implements FieldType {}

  /** Reads the notation of the table. */
  static FieldType parse(String notation) {
    if (notation.startsWith("[]")) {
      return new ListOf(parse(notation.substring(2)));
    }
    if (notation.startsWith("{}")) {
      return new MapOf(parse(notation.substring(2)));
    }
    if (notation.startsWith("*")) {
      return new Pointer(parse(notation.substring(1)));
    }
    for (Scalar scalar : Scalar.values()) {
      if (scalar.word.equals(notation)) {
        return scalar;
      }
    }
    return new Struct(notation);
  }
}
