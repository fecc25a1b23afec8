package dev.millrace.kustomize.schema;

import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.schema.Definitions.TypeName;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an OpenAPI v2 document that a kustomization brings along ({@code openapi.path}). */
final class OpenApiDocument {
  private static final String GVK = "x-kubernetes-group-version-kind";
  private static final String REF_PREFIX = "#/definitions/";

  private OpenApiDocument() {}

  static Definitions read(String text) {
    Object tree = parse(text);
    if (!(tree instanceof Map<?, ?> document)) {
      throw new KustomizeException(
          "the OpenAPI schema is not a map; export it with `kustomize openapi fetch`");
    }
    Definitions definitions = new Definitions();
    Trees.map(document, "definitions")
        .forEach((name, value) -> addDefinition(definitions, String.valueOf(name), value));
    Trees.map(document, "paths")
        .forEach((path, value) -> addScope(definitions, String.valueOf(path), value));
    return definitions;
  }

  private static @Nullable Object parse(String text) {
    try {
      return text.startsWith("{") ? GoJson.read(text) : YamlReader.sigs().read(text);
    } catch (YamlException e) {
      throw new KustomizeException("the OpenAPI schema can't be read: " + e.getMessage(), e);
    }
  }

  private static void addDefinition(Definitions definitions, String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> source) {
      SchemaType type = type(source);
      definitions.addDefinition(name, type);
      for (Map<?, ?> gvk : Trees.maps(source, GVK)) {
        definitions.addType(typeName(gvk), type);
      }
    }
  }

  private static void addScope(Definitions definitions, String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> operations
        && Trees.map(operations, "get").get(GVK) instanceof Map<?, ?> gvk) {
      definitions.addScopeFromPath(typeName(gvk), path.contains("namespaces/{namespace}"));
    }
  }

  private static TypeName typeName(Map<?, ?> gvk) {
    String group = Trees.text(gvk, "group");
    String version = String.valueOf(Trees.text(gvk, "version"));
    String apiVersion = group == null || group.isEmpty() ? version : group + "/" + version;
    return new TypeName(apiVersion, String.valueOf(Trees.text(gvk, "kind")));
  }

  static SchemaType type(Map<?, ?> source) {
    Map<String, SchemaType> properties = new HashMap<>();
    Trees.map(source, "properties")
        .forEach(
            (name, value) -> {
              if (value instanceof Map<?, ?> property) {
                properties.put(String.valueOf(name), type(property));
              }
            });
    String ref = Trees.text(source, "$ref");
    return new SchemaType(
        ref != null && ref.startsWith(REF_PREFIX) ? ref.substring(REF_PREFIX.length()) : ref,
        isArray(source.get("type")),
        source.get("items") instanceof Map<?, ?> items ? type(items) : null,
        source.get("additionalProperties") instanceof Map<?, ?> values ? type(values) : null,
        properties,
        Trees.text(source, "x-kubernetes-patch-strategy"),
        Trees.text(source, "x-kubernetes-patch-merge-key"),
        source.get("x-kubernetes-list-map-keys") instanceof List<?> keys
            ? Trees.texts(keys)
            : null);
  }

  private static boolean isArray(@Nullable Object type) {
    return "array".equals(type) || List.of("array").equals(type);
  }
}
