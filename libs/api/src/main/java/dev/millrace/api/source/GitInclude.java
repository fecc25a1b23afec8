package dev.millrace.api.source;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.LocalObjectReference;
import org.jspecify.annotations.Nullable;

/**
 * The artifact of another GitRepository, copied into this one.
 *
 * @param fromPath null for its root
 * @param toPath null for a folder named like the repository
 */
@ApiType
public record GitInclude(
    LocalObjectReference repository, @Nullable String fromPath, @Nullable String toPath) {

  public GitInclude {
    repository = requireNonNullElse(repository, LocalObjectReference.NONE);
  }
}
