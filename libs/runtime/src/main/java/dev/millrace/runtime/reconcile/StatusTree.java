package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.condition.Condition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A status as a tree, with the parts that are the same for every kind. Immutable; the {@code with}
 * methods return changed copies.
 */
record StatusTree(Map<String, Object> fields) {
  static final String CONDITIONS = "conditions";
  static final String OBSERVED_GENERATION = "observedGeneration";
  static final String LAST_HANDLED = "lastHandledReconcileAt";

  StatusTree {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  List<Condition> conditions() {
    return fields.get(CONDITIONS) instanceof List<?> list
        ? list.stream()
            .filter(Map.class::isInstance)
            .map(tree -> Condition.fromTree((Map<?, ?>) tree))
            .toList()
        : List.of();
  }

  /** -1 when nothing was observed yet, as the CRDs default it. */
  long observedGeneration() {
    return fields.get(OBSERVED_GENERATION) instanceof Number number ? number.longValue() : -1;
  }

  Optional<String> lastHandledReconcileAt() {
    return Optional.ofNullable(fields.get(LAST_HANDLED)).map(Object::toString);
  }

  StatusTree withConditions(List<Condition> conditions) {
    return with(CONDITIONS, conditions.stream().map(Condition::toTree).toList());
  }

  StatusTree withObservedGeneration(long generation) {
    return with(OBSERVED_GENERATION, generation);
  }

  StatusTree withLastHandledReconcileAt(String value) {
    return with(LAST_HANDLED, value);
  }

  /** The kind's own fields of another status, with the common parts of this one. */
  StatusTree withKindFields(Map<String, Object> other) {
    Map<String, Object> merged = new LinkedHashMap<>(other);
    for (String common : List.of(CONDITIONS, OBSERVED_GENERATION, LAST_HANDLED)) {
      Object value = fields.get(common);
      if (value == null) {
        merged.remove(common);
      } else {
        merged.put(common, value);
      }
    }
    return new StatusTree(merged);
  }

  private StatusTree with(String key, @Nullable Object value) {
    Map<String, Object> copy = new LinkedHashMap<>(fields);
    if (value != null) {
      copy.put(key, value);
    }
    return new StatusTree(copy);
  }
}
