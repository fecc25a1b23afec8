package dev.millrace.api.meta;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/**
 * Names an object of any kind.
 *
 * @param apiVersion null for the version that the kind has in Flux
 * @param namespace the namespace; null for that of the referring object
 */
@ApiType
public record TypedObjectReference(
    @Nullable String apiVersion, String kind, String name, @Nullable String namespace) {

  /** Stands for a required reference that the object does not have. */
  public static final TypedObjectReference NONE = new TypedObjectReference(null, "", "", null);

  public TypedObjectReference {
    kind = requireNonNullElse(kind, "");
    name = requireNonNullElse(name, "");
  }
}
