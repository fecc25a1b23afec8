package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Values;
import dev.millrace.gotemplate.value.WalkBudget;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges dictionaries into the first one. What a source brings in is shared with it, not copied. An
 * empty value of the target (false, 0 and "" too) gives way to that of a source even without
 * overwriting. Lists are never joined, only replaced as a whole.
 */
final class DictMerge {
  private final boolean overwrite;
  private final WalkBudget budget = new WalkBudget();

  private DictMerge(boolean overwrite) {
    this.overwrite = overwrite;
  }

  /** Merges the arguments from left to right into the first one, and returns that. */
  static Object merge(Call call, boolean overwrite) {
    Object first = call.value(0);
    Object target =
        first == null || Values.isNil(first)
            ? new LinkedHashMap<String, @Nullable Object>()
            : first;
    for (int i = 1; i < call.size(); i++) {
      new DictMerge(overwrite).merge(Values.asMap(target), call.map(i), 0);
    }
    return target;
  }

  private void merge(
      Map<String, @Nullable Object> target, Map<String, @Nullable Object> source, int depth) {
    for (Map.Entry<String, @Nullable Object> entry : source.entrySet()) {
      budget.visit(depth);
      mergeEntry(target, entry.getKey(), entry.getValue(), depth);
    }
  }

  private void mergeEntry(
      Map<String, @Nullable Object> target, String key, @Nullable Object value, int depth) {
    Object present = target.get(key);
    if (value == null) {
      if (overwrite) {
        target.put(key, null);
      }
      return;
    }
    if (value instanceof Map<?, ?> map && present instanceof Map<?, ?> presentMap) {
      if (map != presentMap) {
        merge(Values.asMap(presentMap), Values.asMap(map), depth + 1);
      }
      if (presentMap.isEmpty()) {
        put(target, key, value);
      }
    } else if (overwrite || Emptiness.isEmpty(present)) {
      put(target, key, value);
    }
  }

  private static void put(Map<String, @Nullable Object> target, String key, Object value) {
    GoType wanted = Values.typeOrAny(target).elementOrAny();
    GoType actual = Values.typeOrAny(value);
    if (!actual.assignableTo(wanted)) {
      throw new FunctionFailure(
          "reflect.Value.SetMapIndex: value of type "
              + actual
              + " is not assignable to type "
              + wanted);
    }
    target.put(key, value);
  }
}
