package dev.millrace.runtime.reference;

import dev.millrace.api.meta.DependencyReference;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;

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

  /** The key of what an object of the same kind depends on. */
  public static ReferenceKey of(DependencyReference dependency, HasMetadata dependent) {
    return new ReferenceKey(
        dependent.getKind(),
        Objects.requireNonNullElse(dependency.namespace(), dependent.getMetadata().getNamespace()),
        dependency.name());
  }

  /** {@code Kind/namespace/name}, as messages and indexes show it. */
  @Override
  public String toString() {
    return kind + "/" + namespace + "/" + name;
  }
}
