package dev.millrace.yaml;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value of a map or list together with its comments, for {@link GoYaml#writeCommented}. Comments
 * are lines with or without their {@code #}.
 *
 * @param value any value of a plain tree
 * @param before lines above the key, or above the dash of a list item
 * @param beside a comment at the end of the line, or null; only scalars and empty collections have
 *     room for one
 * @param after lines below the value
 */
public record Commented(
    @Nullable Object value, List<String> before, @Nullable String beside, List<String> after) {
  public Commented {
    before = List.copyOf(Objects.requireNonNull(before));
    after = List.copyOf(Objects.requireNonNull(after));
  }
}
