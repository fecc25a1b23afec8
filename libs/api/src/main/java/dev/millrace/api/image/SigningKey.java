package dev.millrace.api.image;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.LocalObjectReference;

/**
 * The key that signs commits.
 *
 * @param type {@code gpg} or {@code ssh}
 */
@ApiType
public record SigningKey(String type, LocalObjectReference secretRef) {

  public SigningKey {
    type = requireNonNullElse(type, "gpg");
    secretRef = requireNonNullElse(secretRef, LocalObjectReference.NONE);
  }
}
