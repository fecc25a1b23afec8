package dev.millrace.envsubst;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where values come from. */
@FunctionalInterface
public interface Variables {
  /** The value of a variable, or null when it is not set. */
  @Nullable String get(String name);

  /** Unknown variables are errors, unless the expression has a default. */
  static Variables strict(Map<String, String> values) {
    return values::get;
  }

  /** Unknown variables are empty. */
  static Variables lenient(Map<String, String> values) {
    return name -> Objects.requireNonNullElse(values.get(name), "");
  }
}
