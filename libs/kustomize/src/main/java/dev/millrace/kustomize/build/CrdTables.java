package dev.millrace.kustomize.build;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.fieldspec.FieldTable;
import dev.millrace.kustomize.fieldspec.FieldTables;
import dev.millrace.kustomize.fieldspec.NameReference;
import dev.millrace.kustomize.load.Loader;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of {@code crds}: OpenAPI definitions of custom kinds, whose {@code x-kubernetes-}
 * keys say which fields hold labels, annotations or names of other objects.
 */
final class CrdTables {
  private final BuildContext context;
  private final Loader loader;

  CrdTables(BuildContext context, Loader loader) {
    this.context = context;
    this.loader = loader;
  }

  FieldTables read(List<String> paths) {
    FieldTables tables = context.defaults().tables().empty();
    for (String path : paths) {
      try {
        tables = tables.merge(parse(loader.loadText(path)));
      } catch (KustomizeException e) {
        throw e.in(loader.pathOf(path), 0);
      }
    }
    return tables;
  }

  private FieldTables parse(String text) {
    if (text.isEmpty()) {
      throw new KustomizeException("the file is empty");
    }
    Object tree = tree(text);
    if (tree != null && !(tree instanceof Map)) {
      throw new KustomizeException("a file of crds must be a map from names to definitions");
    }
    Map<?, ?> definitions = tree == null ? Map.of() : (Map<?, ?>) tree;
    FieldTables tables = context.defaults().tables().empty();
    for (Map.Entry<?, ?> entry : new TreeMap<>(definitions).entrySet()) {
      String name = String.valueOf(entry.getKey());
      if (properties(definitions, name)
          .keySet()
          .containsAll(Set.of("kind", "apiVersion", "metadata"))) {
        tables = tables.merge(new Walk(definitions, name).tables());
      }
    }
    return tables;
  }

  private static @Nullable Object tree(String text) {
    try {
      return text.charAt(0) == '{' ? GoJson.read(text) : YamlReader.sigs().read(text);
    } catch (YamlException e) {
      throw new KustomizeException("unable to parse the definitions: " + e.getMessage(), e);
    }
  }

  private static Map<?, ?> properties(Map<?, ?> definitions, String name) {
    return definitions.get(name) instanceof Map<?, ?> definition
            && schemaOf(definition) instanceof Map<?, ?> schema
            && schema.get("properties") instanceof Map<?, ?> properties
        ? properties
        : Map.of();
  }

  private static @Nullable Object schemaOf(Map<?, ?> definition) {
    Object schema = definition.get("Schema");
    return schema == null ? definition.get("schema") : schema;
  }

  /** Collects what the definition of one kind says, and those that it refers to. */
  private final class Walk {
    private static final int DEEPEST = 50;

    private final Map<?, ?> definitions;
    private final Gvk gvk;
    private final Map<FieldTable, List<FieldSpec>> specs = new EnumMap<>(FieldTable.class);
    private final List<NameReference> references = new ArrayList<>();

    Walk(Map<?, ?> definitions, String name) {
      this.definitions = definitions;
      this.gvk = new Gvk("", "", name.substring(name.lastIndexOf('.') + 1));
      visit(name, List.of());
    }

    FieldTables tables() {
      return new FieldTables(specs, references, context.defaults().order());
    }

    private void visit(String name, List<String> path) {
      if (path.size() > DEEPEST) {
        throw new KustomizeException("the definition '" + name + "' refers to itself");
      }
      properties(definitions, name)
          .forEach(
              (field, value) -> {
                if (value instanceof Map<?, ?> property) {
                  List<String> fieldPath = new ArrayList<>(path);
                  fieldPath.add(String.valueOf(field));
                  visit(property, fieldPath);
                }
              });
    }

    private void visit(Map<?, ?> property, List<String> path) {
      addIf(property, "x-kubernetes-annotation", FieldTable.COMMON_ANNOTATIONS, path);
      addIf(property, "x-kubernetes-label-selector", FieldTable.COMMON_LABELS, path);
      addIf(property, "x-kubernetes-identity", FieldTable.NAME_PREFIX, path);
      if (property.get("x-kubernetes-object-ref-api-version") instanceof String version
          && property.get("x-kubernetes-object-ref-kind") instanceof String kind) {
        Object key = property.get("x-kubernetes-object-ref-name-key");
        List<String> namePath = new ArrayList<>(path);
        namePath.add(key instanceof String name ? name : "name");
        references.add(new NameReference(new Gvk("", version, kind), List.of(spec(namePath))));
      }
      if (property.get("$ref") instanceof String ref) {
        visit(ref, path);
      }
    }

    private void addIf(Map<?, ?> property, String key, FieldTable table, List<String> path) {
      if (property.get(key) instanceof String) {
        specs.computeIfAbsent(table, _ -> new ArrayList<>()).add(spec(path));
      }
    }

    private FieldSpec spec(List<String> path) {
      return new FieldSpec(gvk, String.join("/", path), false);
    }
  }
}
