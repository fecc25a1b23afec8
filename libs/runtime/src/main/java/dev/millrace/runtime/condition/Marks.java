package dev.millrace.runtime.condition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run has said about conditions so far. Immutable; {@link #with} and {@link #without} return
 * changed copies.
 */
public record Marks(Map<String, Optional<Condition>> byType) {
  /** Nothing said yet. */
  public static final Marks NONE = new Marks(Map.of());

  /** Copies the map and keeps its order. */
  public Marks {
    byType = Collections.unmodifiableMap(new LinkedHashMap<>(byType));
  }

  /** Says that a condition is as given. */
  public Marks with(Condition condition) {
    return changed(condition.type(), Optional.of(condition));
  }

  /** Says that a condition is absent. */
  public Marks without(String type) {
    return changed(type, Optional.empty());
  }

  /** What was said about a type; empty when nothing was, or when it was said to be absent. */
  public Optional<Condition> get(String type) {
    return byType.getOrDefault(type, Optional.empty());
  }

  private Marks changed(String type, Optional<Condition> condition) {
    Map<String, Optional<Condition>> copy = new LinkedHashMap<>(byType);
    copy.put(type, condition);
    return new Marks(copy);
  }
}
