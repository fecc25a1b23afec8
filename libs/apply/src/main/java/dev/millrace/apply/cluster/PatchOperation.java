package dev.millrace.apply.cluster;

import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a JSON Patch (RFC 6902).
 *
 * @param kind what to do
 * @param path where
 * @param value the new value; null for a removal
 */
public record PatchOperation(Kind kind, JsonPointer path, @Nullable Object value) {

  /** What an operation does. */
  public enum Kind {
    ADD("add"),
    REPLACE("replace"),
    REMOVE("remove"),
    TEST("test");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  /** Copies the value. */
  public PatchOperation {
    value = Tree.freeze(value);
  }

  /** Adds a value, or replaces the one of a map. */
  public static PatchOperation add(JsonPointer path, @Nullable Object value) {
    return new PatchOperation(Kind.ADD, path, value);
  }

  /** Replaces a value that must exist. */
  public static PatchOperation replace(JsonPointer path, @Nullable Object value) {
    return new PatchOperation(Kind.REPLACE, path, value);
  }

  /** Removes a value that must exist. */
  public static PatchOperation remove(JsonPointer path) {
    return new PatchOperation(Kind.REMOVE, path, null);
  }

  /** The JSON form. */
  public Map<String, @Nullable Object> toTree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("op", kind.label);
    tree.put("path", path.toString());
    if (kind != Kind.REMOVE) {
      tree.put("value", value);
    }
    return tree;
  }

  /** The operation without its value, which may be secret. */
  @Override
  public String toString() {
    return kind.label + " " + path;
  }
}
