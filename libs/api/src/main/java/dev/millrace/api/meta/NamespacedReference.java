package dev.millrace.api.meta;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/**
 * Names an object of a known kind, perhaps in another namespace.
 *
 * @param namespace the namespace; null for that of the referring object
 */
@ApiType
public record NamespacedReference(String name, @Nullable String namespace) {

  /** Stands for a required reference that the object does not have. */
  public static final NamespacedReference NONE = new NamespacedReference("", null);

  public NamespacedReference {
    name = requireNonNullElse(name, "");
  }
}
