package dev.millrace.helm.action;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names an object in a cluster.
 *
 * @param namespace empty for cluster-wide kinds
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name) {

  /** The name of an object given as a tree; the namespace is the one that the tree has. */
  public static ObjectRef of(Map<String, Object> object) {
    Object metadata = object.get("metadata");
    Map<?, ?> fields = metadata instanceof Map<?, ?> map ? map : Map.of();
    return new ObjectRef(
        text(object.get("apiVersion")),
        text(object.get("kind")),
        text(fields.get("namespace")),
        text(fields.get("name")));
  }

  /** The API group; empty for the core group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** Equal for all names of one object, whatever the version of its API. */
  ObjectRef withoutVersion() {
    return new ObjectRef(group(), kind, namespace, name);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  @Override
  public String toString() {
    return kind + " \"" + name + "\" in namespace \"" + namespace + "\"";
  }
}
