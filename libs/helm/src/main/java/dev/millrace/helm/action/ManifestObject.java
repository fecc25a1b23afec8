package dev.millrace.helm.action;

import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An object of a manifest. Of a large manifest the tree is made of the text each time it is asked
 * for, so that no more than one object of it need be in memory.
 */
public final class ManifestObject {
  private final ObjectRef ref;
  private final Supplier<Map<String, Object>> source;

  private ManifestObject(ObjectRef ref, Supplier<Map<String, Object>> source) {
    this.ref = ref;
    this.source = source;
  }

  /** An object whose tree is there. */
  public static ManifestObject of(Map<String, Object> tree) {
    return new ManifestObject(ObjectRef.of(tree), () -> tree);
  }

  /** An object whose tree is made when it is asked for. */
  static ManifestObject madeBy(ObjectRef ref, Supplier<Map<String, Object>> source) {
    return new ManifestObject(ref, source);
  }

  /** Its name; the namespace is the one it goes to. */
  public ObjectRef ref() {
    return ref;
  }

  /** The whole object; not to be changed, and best not kept. */
  public Map<String, Object> tree() {
    return source.get();
  }

  /** The same object with something added to its tree. */
  ManifestObject with(UnaryOperator<Map<String, Object>> change) {
    return new ManifestObject(ref, () -> change.apply(source.get()));
  }
}
