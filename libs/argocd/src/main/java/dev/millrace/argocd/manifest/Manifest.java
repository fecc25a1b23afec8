package dev.millrace.argocd.manifest;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes manifests; what is empty is left out. */
public final class Manifest {
  private final Map<String, @Nullable Object> tree = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> spec = new LinkedHashMap<>();

  private Manifest(String apiVersion, String kind, String namespace, String name) {
    tree.put("apiVersion", apiVersion);
    tree.put("kind", kind);
    tree.put("metadata", metadata);
    metadata.put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
  }

  /** A manifest with nothing but its identity; the namespace may be empty. */
  public static Manifest of(String apiVersion, String kind, String namespace, String name) {
    return new Manifest(apiVersion, kind, namespace, name);
  }

  /** With a field of its spec, unless it is empty. */
  public Manifest spec(String key, @Nullable Object value) {
    put(spec, key, value);
    return this;
  }

  /** With fields of its spec. */
  public Manifest spec(Map<String, @Nullable Object> fields) {
    fields.forEach(this::spec);
    return this;
  }

  /** With a field beside the spec. */
  public Manifest top(String key, @Nullable Object value) {
    put(tree, key, value);
    return this;
  }

  /** With labels. */
  public Manifest labels(Map<String, String> labels) {
    put(metadata, "labels", labels);
    return this;
  }

  /** With annotations. */
  public Manifest annotations(Map<String, String> annotations) {
    put(metadata, "annotations", annotations);
    return this;
  }

  /** The whole. */
  public Map<String, @Nullable Object> tree() {
    put(tree, "spec", spec);
    return tree;
  }

  /** Puts a value into a map unless it is empty: null, no text, no items. */
  public static void put(Map<String, @Nullable Object> map, String key, @Nullable Object value) {
    boolean empty =
        value == null
            || (value instanceof String text && text.isEmpty())
            || (value instanceof Collection<?> items && items.isEmpty())
            || (value instanceof Map<?, ?> entries && entries.isEmpty());
    if (!empty) {
      map.put(key, value);
    }
  }
}
