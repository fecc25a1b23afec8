package dev.millrace.api.meta;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * What all fifteen kinds have in common.
 *
 * <p>{@code JsonDeserialize} takes back the annotation that {@link HasMetadata} inherits: that
 * deserializer asks for the type that belongs to the API version and kind, and would find itself
 * again.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonDeserialize(using = JsonDeserializer.None.class)
public interface FluxObject extends HasMetadata {

  /** A new value of this annotation asks for a run now (FLUX.md 1.2). */
  String REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";

  /** Whether the user has switched reconciliation of this object off. */
  boolean suspended();

  /** The value of the annotation that asks for a run, if the object has it. */
  default Optional<String> requestedAt() {
    return Optional.ofNullable(getMetadata().getAnnotations()).map(all -> all.get(REQUESTED_AT));
  }
}
