package dev.millrace.runtime.condition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run has said about conditions so far. Immutable; {@link #with} and {@link #without} return
 * changed copies.
 *
 * @param byType empty for a condition that was said to be absent
 */
public record Marks(Map<String, Optional<Mark>> byType) {
  /** Nothing said yet. */
  public static final Marks NONE = new Marks(Map.of());

  /** Copies the map and keeps its order. */
  public Marks {
    byType = Collections.unmodifiableMap(new LinkedHashMap<>(byType));
  }

  /** Says that a condition is as given. */
  public Marks with(Mark mark) {
    return changed(mark.type(), Optional.of(mark));
  }

  /** Says that a condition is absent. */
  public Marks without(String type) {
    return changed(type, Optional.empty());
  }

  private Marks changed(String type, Optional<Mark> mark) {
    Map<String, Optional<Mark>> copy = new LinkedHashMap<>(byType);
    copy.put(type, mark);
    return new Marks(copy);
  }
}
