package dev.millrace.gotemplate;

import dev.millrace.gotemplate.value.GoInt;
import dev.millrace.gotemplate.value.GoType;

/** Makes integers of a wanted type. */
final class Numbers {
  private Numbers() {}

  /** The value with these bits: a {@code Long} for int64, a {@link GoInt} for other types. */
  static Object of(long bits, GoType type) {
    return type.equals(GoType.INT64) ? (Object) bits : new GoInt(bits, type);
  }
}
