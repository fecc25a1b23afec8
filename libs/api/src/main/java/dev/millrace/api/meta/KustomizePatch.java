package dev.millrace.api.meta;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/**
 * A change to selected objects.
 *
 * @param patch a strategic merge patch or a JSON patch, as YAML or JSON text
 * @param target null when the patch itself names its object
 */
@ApiType
public record KustomizePatch(String patch, @Nullable TargetSelector target) {

  public KustomizePatch {
    patch = requireNonNullElse(patch, "");
  }
}
