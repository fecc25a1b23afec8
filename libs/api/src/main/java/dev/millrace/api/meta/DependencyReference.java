package dev.millrace.api.meta;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/**
 * Names an object of the same kind that has to be ready first.
 *
 * @param namespace the namespace; null for that of the referring object
 * @param readyExpr CEL over {@code self} and {@code dep} that says when the dependency counts as
 *     ready
 */
@ApiType
public record DependencyReference(
    String name, @Nullable String namespace, @Nullable String readyExpr) {

  public DependencyReference {
    name = requireNonNullElse(name, "");
  }
}
