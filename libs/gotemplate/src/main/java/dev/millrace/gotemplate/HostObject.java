package dev.millrace.gotemplate;

import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.NoValue;
import dev.millrace.gotemplate.value.Typed;
import org.jspecify.annotations.Nullable;

/**
 * An object of the host program with fields and methods, for example {@code .Capabilities}. A class
 * that also is a {@code Map} or {@code List} is a declared map or slice type with methods.
 */
public interface HostObject extends Typed {
  /** The method of that name bound to this object, or null where there is none. */
  default @Nullable GoFunction method(String name) {
    return null;
  }

  /** What a parameter of another type, which this can be assigned to, gets. */
  default Object assignedTo(GoType type) {
    return this;
  }

  /** The exported field of that name, null for nil, {@link NoValue} where there is none. */
  default @Nullable Object field(String name) {
    return NoValue.NO_VALUE;
  }
}
