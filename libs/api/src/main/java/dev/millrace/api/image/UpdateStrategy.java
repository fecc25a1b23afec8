package dev.millrace.api.image;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import org.jspecify.annotations.Nullable;

/**
 * How files are changed.
 *
 * @param strategy {@code Setters}
 * @param path a folder; null for the whole repository
 */
@ApiType
public record UpdateStrategy(String strategy, @Nullable String path) {

  /** Setters in the whole repository. */
  public static final UpdateStrategy DEFAULTS = new UpdateStrategy("Setters", null);

  public UpdateStrategy {
    strategy = requireNonNullElse(strategy, "Setters");
  }
}
