package dev.millrace.apply.drift;

import dev.millrace.apply.cluster.PatchOperation;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.Tree;
import org.jspecify.annotations.Nullable;

/**
 * One field that differs between two states of an object.
 *
 * @param kind how
 * @param path which
 * @param before the value of the first state; null if it has none
 * @param after the value of the second state; null if it has none
 * @param manager who changed it; empty if unknown
 */
public record FieldChange(
    Kind kind, JsonPointer path, @Nullable Object before, @Nullable Object after, String manager) {

  /** How a field differs. */
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED
  }

  /** Copies the values. */
  public FieldChange {
    before = Tree.freeze(before);
    after = Tree.freeze(after);
  }

  static FieldChange added(JsonPointer path, @Nullable Object after) {
    return new FieldChange(Kind.ADDED, path, null, after, "");
  }

  static FieldChange changed(JsonPointer path, @Nullable Object before, @Nullable Object after) {
    return new FieldChange(Kind.CHANGED, path, before, after, "");
  }

  static FieldChange removed(JsonPointer path, @Nullable Object before) {
    return new FieldChange(Kind.REMOVED, path, before, null, "");
  }

  /** The operation of a JSON Patch that makes the first state the second. */
  public PatchOperation toPatch() {
    return switch (kind) {
      case ADDED -> PatchOperation.add(path, after);
      case CHANGED -> PatchOperation.replace(path, after);
      case REMOVED -> PatchOperation.remove(path);
    };
  }

  /** The change without the values, which may be secret. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + path;
  }
}
