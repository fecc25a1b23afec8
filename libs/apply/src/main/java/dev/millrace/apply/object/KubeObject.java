package dev.millrace.apply.object;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Kubernetes object: an immutable tree with names for the parts that every object has. Parts
 * that are absent or of the wrong type read as empty, never as null.
 */
public final class KubeObject {

  private final Map<String, @Nullable Object> tree;

  private KubeObject(Map<String, @Nullable Object> tree) {
    this.tree = tree;
  }

  /**
   * Takes a copy of a tree.
   *
   * @throws IllegalArgumentException if the tree holds what no Kubernetes object can hold
   */
  public static KubeObject of(Map<?, ?> tree) {
    return new KubeObject(Tree.freezeMap(tree));
  }

  /** An object with nothing but its identity. */
  public static KubeObject named(String apiVersion, ObjectRef ref) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", ref.name());
    if (!ref.namespace().isEmpty()) {
      metadata.put("namespace", ref.namespace());
    }
    return of(Map.of("apiVersion", apiVersion, "kind", ref.kind(), "metadata", metadata));
  }

  /** The whole object, unmodifiable. */
  public Map<String, @Nullable Object> tree() {
    return tree;
  }

  public String apiVersion() {
    return Tree.string(tree, "apiVersion");
  }

  public String kind() {
    return Tree.string(tree, "kind");
  }

  public String name() {
    return Tree.string(tree, "metadata", "name");
  }

  /** The namespace; empty if there is none. */
  public String namespace() {
    return Tree.string(tree, "metadata", "namespace");
  }

  /** The identity that the API server gave; empty for an object that was not read from one. */
  public String uid() {
    return Tree.string(tree, "metadata", "uid");
  }

  /** The version that the API server gave; empty for an object that was not stored yet. */
  public String resourceVersion() {
    return Tree.string(tree, "metadata", "resourceVersion");
  }

  public Map<String, String> labels() {
    return strings("labels");
  }

  public Map<String, String> annotations() {
    return strings("annotations");
  }

  private Map<String, String> strings(String field) {
    Map<String, String> strings = new LinkedHashMap<>();
    Tree.map(tree, "metadata", field)
        .forEach(
            (key, value) -> {
              if (value instanceof String text) {
                strings.put(key, text);
              }
            });
    return strings;
  }

  /** Whether the object is on its way out. */
  public boolean isBeingDeleted() {
    return !Tree.string(tree, "metadata", "deletionTimestamp").isEmpty();
  }

  /** What names this object; group and kind are empty if the apiVersion makes no sense. */
  public ObjectRef ref() {
    try {
      return new ObjectRef(ApiVersion.parse(apiVersion()).group(), kind(), namespace(), name());
    } catch (IllegalArgumentException _) {
      return new ObjectRef("", "", namespace(), name());
    }
  }

  /** The API version without its group, such as {@code v1}. */
  public String version() {
    return apiVersion().substring(apiVersion().indexOf('/') + 1);
  }

  /** Whether the object has what any request needs: apiVersion, kind and name. */
  public boolean isComplete() {
    return !apiVersion().isEmpty() && !kind().isEmpty() && !name().isEmpty();
  }

  /** The value at a path of keys, or null. */
  public @Nullable Object get(String... path) {
    return Tree.get(tree, path);
  }

  /** A copy with the value at a path of keys set. */
  public KubeObject with(@Nullable Object value, String... path) {
    return of(Tree.with(tree, value, path));
  }

  /** A copy without the entry at a path of keys; this object if there is none. */
  public KubeObject without(String... path) {
    return JsonPointer.of(path).isIn(tree) ? of(Tree.without(tree, path)) : this;
  }

  /** Whether both hold the same, numbers compared by value. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KubeObject object && Tree.same(tree, object.tree);
  }

  @Override
  public int hashCode() {
    return ref().hashCode();
  }

  /** The name in messages; never the content, which may be secret. */
  @Override
  public String toString() {
    return ref().toString();
  }
}
