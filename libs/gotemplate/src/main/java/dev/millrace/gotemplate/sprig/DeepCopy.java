package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.value.GoMap;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.NilMap;
import dev.millrace.gotemplate.value.Values;
import dev.millrace.gotemplate.value.WalkBudget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies dictionaries and lists with all that they contain; their types stay. */
final class DeepCopy {
  private final WalkBudget budget = new WalkBudget();

  private DeepCopy() {}

  static Object of(@Nullable Object value) {
    if (value == null) {
      throw new FunctionFailure("reflect: call of reflect.Value.Type on zero Value");
    }
    return new DeepCopy().copy(value, 0);
  }

  private Object copy(Object value, int depth) {
    budget.visit(depth);
    return switch (value) {
      case NilMap nothing -> nothing;
      case Map<?, ?> map -> map(Values.asMap(map), depth);
      case GoSlice slice when slice.isNil() -> slice;
      case List<?> list -> list(Values.asList(list), depth);
      default -> value;
    };
  }

  private Object map(Map<String, @Nullable Object> map, int depth) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, item) -> copy.put(key, item == null ? null : copy(item, depth + 1)));
    return map instanceof GoMap typed ? new GoMap(typed.goType(), copy) : copy;
  }

  private Object list(List<@Nullable Object> list, int depth) {
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    for (Object item : list) {
      copy.add(item == null ? null : copy(item, depth + 1));
    }
    return list instanceof GoSlice typed ? GoSlice.of(typed.goType(), copy) : copy;
  }
}
