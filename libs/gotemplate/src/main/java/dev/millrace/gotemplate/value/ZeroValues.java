package dev.millrace.gotemplate.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Zero values of types, as Go gives them for keys that a map does not have. */
public final class ZeroValues {
  private ZeroValues() {}

  /** The zero value of the type; null for interfaces and for types whose zero is a plain nil. */
  public static @Nullable Object of(GoType type) {
    Kind kind = type.kind();
    if (kind.isInteger()) {
      return type.equals(GoType.INT64) ? (Object) 0L : new GoInt(0, type);
    }
    return switch (kind) {
      case STRING -> "";
      case BOOL -> false;
      case FLOAT32 -> 0f;
      case FLOAT64 -> 0d;
      case COMPLEX128 -> new GoComplex(0, 0);
      case SLICE -> GoSlice.nil(type);
      case MAP -> new GoMap(type, Map.of());
      default -> null;
    };
  }
}
