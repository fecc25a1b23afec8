package dev.millrace.kustomize.schema;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Definitions by name, and which of them belongs to which kind. Later additions win. */
final class Definitions {
  private static final int MOST_REFERENCES = 100;

  private final Map<String, SchemaType> byName = new HashMap<>();
  private final Map<TypeName, SchemaType> byType = new HashMap<>();
  private final Map<TypeName, Boolean> namespaced = new HashMap<>();

  /** An API version with its group, and a kind. */
  record TypeName(String apiVersion, String kind) {}

  void addDefinition(String name, SchemaType type) {
    byName.put(name, type);
  }

  void addType(TypeName name, SchemaType type) {
    byType.put(name, type);
  }

  void addScope(TypeName name, boolean isNamespaced) {
    namespaced.put(name, isNamespaced);
  }

  /** A path with a namespace decides; one without only counts as long as there is no other. */
  void addScopeFromPath(TypeName name, boolean isNamespaced) {
    if (isNamespaced) {
      namespaced.put(name, true);
    } else {
      namespaced.putIfAbsent(name, false);
    }
  }

  void addAll(Definitions other) {
    byName.putAll(other.byName);
    byType.putAll(other.byType);
    namespaced.putAll(other.namespaced);
  }

  @Nullable Boolean isNamespaced(TypeName name) {
    return namespaced.get(name);
  }

  @Nullable Schema schemaOf(TypeName name) {
    SchemaType type = byType.get(name);
    return type == null ? null : new Schema(type, this);
  }

  /** Follows references until there is none; null when one leads nowhere. */
  @Nullable SchemaType follow(@Nullable SchemaType start) {
    SchemaType current = start;
    for (int i = 0; current != null && current.ref() != null; i++) {
      current = i < MOST_REFERENCES ? byName.get(current.ref()) : null;
    }
    return current;
  }
}
