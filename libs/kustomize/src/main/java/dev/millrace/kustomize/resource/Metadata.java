package dev.millrace.kustomize.resource;

import dev.millrace.kustomize.node.Lookup;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.problem.KustomizeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code metadata} of an object. */
final class Metadata {
  private static final String METADATA = "metadata";
  private static final String ANNOTATIONS = "annotations";

  private Metadata() {}

  /** A field of metadata as text; empty where there is none. */
  static String text(Node root, String field) {
    Node metadata = find(root);
    Node value = metadata == null ? null : metadata.field(field);
    return value == null || Node.isNullOrEmpty(value) ? "" : value.text();
  }

  /** A map of metadata, labels or annotations, values as text; the caller may change it. */
  static Map<String, String> map(Node root, String field) {
    Map<String, String> result = new LinkedHashMap<>();
    Node metadata = find(root);
    Node map = metadata == null ? null : metadata.field(field);
    if (map != null && map.isList()) {
      putPairs(map, field, result);
    } else if (map != null) {
      map.fields().forEach(entry -> result.put(entry.name(), entry.value().text()));
    }
    return result;
  }

  /** Kustomize takes a list here for names and values by turns. */
  private static void putPairs(Node list, String field, Map<String, String> result) {
    checkPairs(list, field);
    List<Node> items = list.items();
    for (int i = 0; i < items.size(); i += 2) {
      result.put(items.get(i).text(), items.get(i + 1).text());
    }
  }

  /**
   * Fails if labels or annotations are something that can't be taken for a map.
   *
   * @throws KustomizeException if one of them is a list of names without values
   */
  static void check(Node root) {
    Node metadata = find(root);
    if (metadata != null) {
      checkPairs(metadata.field("labels"), "labels");
      checkPairs(metadata.field(ANNOTATIONS), ANNOTATIONS);
    }
  }

  private static void checkPairs(@Nullable Node list, String field) {
    if (list != null && list.items().size() % 2 != 0) {
      throw new KustomizeException(
          "metadata."
              + field
              + " is a list"
              + (list.line() > 0 ? " at line " + list.line() : "")
              + "; write it as a map of names to values, without dashes");
    }
  }

  /** One annotation, or null. */
  static @Nullable String annotation(Node root, String name) {
    Node metadata = find(root);
    Node map = metadata == null ? null : metadata.field(ANNOTATIONS);
    if (map != null && map.isList()) {
      return map(root, ANNOTATIONS).get(name);
    }
    Node value = map == null ? null : map.field(name);
    return value == null ? null : value.text();
  }

  /** Replaces a map of metadata; all values become text, an empty map goes away. */
  static void setMap(Node root, String field, Map<String, String> values) {
    Node metadata = Lookup.findOrCreate(root, List.of(METADATA), Node.Kind.MAP);
    if (metadata == null) {
      return;
    }
    metadata.removeField(field);
    if (values.isEmpty()) {
      return;
    }
    Node map = metadata.setField(field, Node.map());
    if (map != null) {
      new TreeMap<>(values).forEach((name, value) -> map.setField(name, Node.string(value)));
    }
  }

  /** Sets one annotation; an empty value in place of the annotations makes room for a map. */
  static void setAnnotation(Node root, String name, String value) {
    Node metadata = root.field(METADATA);
    if (metadata != null && metadata.isMap()) {
      metadata.removeEmptyField(ANNOTATIONS);
    }
    root.removeEmptyField(METADATA);
    setQuoted(root, ANNOTATIONS, name, value);
  }

  /** Sets one label. */
  static void setLabel(Node root, String name, String value) {
    setQuoted(root, "labels", name, value);
  }

  private static void setQuoted(Node root, String field, String name, String value) {
    Node map = Lookup.findOrCreate(root, List.of(METADATA, field), Node.Kind.MAP);
    if (map != null) {
      map.setField(name, Node.quoted(value));
    }
  }

  private static @Nullable Node find(Node root) {
    Node metadata = root.field(METADATA);
    return Node.isNullOrEmpty(metadata) ? null : metadata;
  }
}
