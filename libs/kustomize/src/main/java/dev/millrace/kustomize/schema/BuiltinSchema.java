package dev.millrace.kustomize.schema;

import dev.millrace.kustomize.schema.Definitions.TypeName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schema that is built into kustomize: Kubernetes v1.21.2 and kustomize's own types, and the
 * scopes it knows without looking at the schema. Immutable once made; share one among all builds.
 */
public final class BuiltinSchema {
  private final Definitions definitions = new Definitions();
  private final Map<TypeName, Boolean> precomputed = new HashMap<>();

  /** Reads the table {@code kustomize-openapi.json}, whose keys its README explains. */
  public BuiltinSchema(Map<?, ?> table) {
    Map<?, ?> named = Trees.map(table, "definitions");
    named.forEach((name, value) -> addDefinition((String) name, (Map<?, ?>) value));
    for (Map<?, ?> resource : Trees.maps(table, "resources")) {
      Boolean namespaced = (Boolean) resource.get("namespaced");
      if (namespaced != null) {
        definitions.addScope(typeName(resource), namespaced);
      }
    }
    for (Map<?, ?> scope : Trees.maps(table, "precomputedScopes")) {
      precomputed.put(typeName(scope), (Boolean) scope.get("namespaced"));
    }
  }

  Definitions definitions() {
    return definitions;
  }

  @Nullable Boolean precomputedScope(TypeName name) {
    return precomputed.get(name);
  }

  private void addDefinition(String name, Map<?, ?> source) {
    SchemaType type = type(source);
    definitions.addDefinition(name, type);
    for (Map<?, ?> gvk : Trees.maps(source, "gvk")) {
      definitions.addType(typeName(gvk), type);
    }
  }

  private static TypeName typeName(Map<?, ?> source) {
    String group = String.valueOf(source.get("group"));
    String version = String.valueOf(source.get("version"));
    String apiVersion = group.isEmpty() ? version : group + "/" + version;
    return new TypeName(apiVersion, String.valueOf(source.get("kind")));
  }

  private static SchemaType type(Map<?, ?> source) {
    Map<String, SchemaType> properties = new HashMap<>();
    Trees.map(source, "properties")
        .forEach((name, value) -> properties.put((String) name, type((Map<?, ?>) value)));
    return new SchemaType(
        Trees.text(source, "ref"),
        "array".equals(source.get("type")),
        optionalType(source.get("items")),
        optionalType(source.get("additional")),
        properties,
        Trees.text(source, "strategy"),
        Trees.text(source, "mergeKey"),
        source.get("listMapKeys") instanceof List<?> keys ? Trees.texts(keys) : null);
  }

  private static @Nullable SchemaType optionalType(@Nullable Object source) {
    return source instanceof Map<?, ?> map ? type(map) : null;
  }
}
