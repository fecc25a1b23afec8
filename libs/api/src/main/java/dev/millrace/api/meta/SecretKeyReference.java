package dev.millrace.api.meta;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/**
 * Names a Secret and the entry in it that is meant.
 *
 * @param key null for the usual entry of that use
 */
@ApiType
public record SecretKeyReference(String name, @Nullable String key) {

  public SecretKeyReference {
    name = requireNonNullElse(name, "");
  }
}
