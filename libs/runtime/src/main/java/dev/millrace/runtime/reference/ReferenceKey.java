package dev.millrace.runtime.reference;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Names an object that another one refers to; two keys are equal exactly when they mean the same
 * object.
 */
public record ReferenceKey(String kind, String namespace, String name) {
  /** The key of an object. */
  public static ReferenceKey of(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return new ReferenceKey(
        object.getKind(), namespace == null ? "" : namespace, object.getMetadata().getName());
  }

  /** {@code Kind/namespace/name}, as messages and indexes show it. */
  @Override
  public String toString() {
    return kind + "/" + namespace + "/" + name;
  }
}
