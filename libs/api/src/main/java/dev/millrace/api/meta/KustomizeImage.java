package dev.millrace.api.meta;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/**
 * Replaces parts of an image reference.
 *
 * @param name the image name to look for, without tag
 * @param digest wins over the tag
 */
@ApiType
public record KustomizeImage(
    String name, @Nullable String newName, @Nullable String newTag, @Nullable String digest) {

  public KustomizeImage {
    name = requireNonNullElse(name, "");
  }
}
