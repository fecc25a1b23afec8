package dev.millrace.runtime.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Identifies an object of the cluster. */
public record ObjectKey(String kind, String namespace, String name) {
  /** The key of an object. */
  public static ObjectKey of(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return new ObjectKey(
        object.getKind(), namespace == null ? "" : namespace, object.getMetadata().getName());
  }

  /** {@code Kind/namespace/name}, as messages show it. */
  @Override
  public String toString() {
    return kind + "/" + namespace + "/" + name;
  }
}
