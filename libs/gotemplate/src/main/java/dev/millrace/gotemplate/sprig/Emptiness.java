package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.value.Values;
import org.jspecify.annotations.Nullable;

/** What Sprig counts as empty: nil, false, zero, and what has no elements. */
final class Emptiness {
  private Emptiness() {}

  static boolean isEmpty(@Nullable Object value) {
    return !Values.isTrue(value);
  }
}
