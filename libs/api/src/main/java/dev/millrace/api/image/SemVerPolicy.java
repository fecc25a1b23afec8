package dev.millrace.api.image;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;

/** Takes the highest version in a range. */
@ApiType
public record SemVerPolicy(String range) {

  public SemVerPolicy {
    range = requireNonNullElse(range, "");
  }
}
