package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists as arguments that are declared as any value. */
final class Lists {
  static final String NIL_DEREFERENCE =
      "runtime error: invalid memory address or nil pointer dereference";

  private Lists() {}

  /**
   * The argument as a list.
   *
   * @param problem what to say of another kind of value, with a place for its kind
   * @throws FunctionFailure for nil and for values that are no list
   */
  static List<@Nullable Object> of(@Nullable Object value, String problem) {
    if (value == null) {
      throw new FunctionFailure(NIL_DEREFERENCE);
    }
    if (!(value instanceof List)) {
      throw new FunctionFailure(problem.formatted(Values.kindOf(value)));
    }
    return Values.asList(value);
  }

  /** The texts of the elements but nil; one text for a value that is no list. */
  static GoSlice toStrings(@Nullable Object value) {
    return switch (value) {
      case null -> GoSlice.ofStrings(List.of());
      case GoSlice slice when slice.goType().equals(GoType.STRINGS) -> slice;
      case List<?> list ->
          GoSlice.ofStrings(list.stream().filter(Objects::nonNull).map(Cast::toText).toList());
      default -> GoSlice.ofStrings(List.of(Cast.toText(value)));
    };
  }

  /** A list that templates may hand on; nulls are kept. */
  static List<@Nullable Object> copy(List<? extends @Nullable Object> list) {
    return new ArrayList<>(list);
  }
}
