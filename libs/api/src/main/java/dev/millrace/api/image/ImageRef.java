package dev.millrace.api.image;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import org.jspecify.annotations.Nullable;

/** An image with its tag. */
@ApiType
public record ImageRef(String name, String tag, @Nullable String digest) {

  public ImageRef {
    name = requireNonNullElse(name, "");
    tag = requireNonNullElse(tag, "");
  }
}
