package dev.millrace.api.source;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.LocalObjectReference;

/**
 * Which signatures to demand.
 *
 * @param mode {@code HEAD} (or {@code head}), {@code Tag} or {@code TagAndHEAD}
 * @param secretRef the public keys to trust
 */
@ApiType
public record GitVerification(String mode, LocalObjectReference secretRef) {

  public GitVerification {
    mode = requireNonNullElse(mode, "HEAD");
    secretRef = requireNonNullElse(secretRef, LocalObjectReference.NONE);
  }
}
