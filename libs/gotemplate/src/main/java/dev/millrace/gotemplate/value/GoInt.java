package dev.millrace.gotemplate.value;

/**
 * An integer of any Go type but int64, which is a {@code Long}. The bits of uint64 values above the
 * range of a long are kept as they are.
 *
 * @param bits the value, as unsigned bits where the type is unsigned
 * @param type the type, of an integer kind
 */
public record GoInt(long bits, GoType type) implements IntegerValue {

  public GoInt {
    if (!type.kind().isInteger()) {
      throw new IllegalArgumentException("not an integer type: " + type);
    }
  }

  /** A value of Go's {@code int}, which has 64 bits. */
  public static GoInt of(long value) {
    return new GoInt(value, GoType.INT);
  }

  /** A value of Go's {@code byte}. */
  public static GoInt ofByte(int value) {
    return new GoInt(value & 0xff, GoType.UINT8);
  }

  @Override
  public GoType goType() {
    return type;
  }

  @Override
  public String toString() {
    return type.kind().isUnsigned() ? Long.toUnsignedString(bits) : Long.toString(bits);
  }
}
