package dev.millrace.gotemplate.value;

/** The kinds of Go's {@code reflect} package that can occur in templates. */
public enum Kind {
  /** No value at all: the zero {@code reflect.Value}. */
  INVALID("invalid"),
  BOOL("bool"),
  INT("int"),
  INT8("int8"),
  INT16("int16"),
  INT32("int32"),
  INT64("int64"),
  UINT("uint"),
  UINT8("uint8"),
  UINT16("uint16"),
  UINT32("uint32"),
  UINT64("uint64"),
  FLOAT32("float32"),
  FLOAT64("float64"),
  COMPLEX128("complex128"),
  STRING("string"),
  SLICE("slice"),
  ARRAY("array"),
  MAP("map"),
  STRUCT("struct"),
  POINTER("ptr"),
  FUNCTION("func"),
  INTERFACE("interface");

  private final String text;

  Kind(String text) {
    this.text = text;
  }

  /** Whether this is a signed integer of any size. */
  public boolean isSigned() {
    return ordinal() >= INT.ordinal() && ordinal() <= INT64.ordinal();
  }

  /** Whether this is an unsigned integer of any size. */
  public boolean isUnsigned() {
    return ordinal() >= UINT.ordinal() && ordinal() <= UINT64.ordinal();
  }

  /** Whether this is an integer, signed or unsigned. */
  public boolean isInteger() {
    return isSigned() || isUnsigned();
  }

  /** Whether this is a floating-point number. */
  public boolean isFloat() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /** Whether an untyped nil can stand for a value of this kind. */
  public boolean canBeNil() {
    return switch (this) {
      case SLICE, MAP, POINTER, FUNCTION, INTERFACE -> true;
      default -> false;
    };
  }

  /** Whether values of this kind are a sequence that has an index and a length. */
  public boolean isSequence() {
    return this == SLICE || this == ARRAY;
  }

  /** Go's name of the kind, e.g. {@code ptr}. */
  @Override
  public String toString() {
    return text;
  }
}
