package dev.millrace.api.extensions;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import org.jspecify.annotations.Nullable;

/**
 * A source and the name by which paths refer to it.
 *
 * @param namespace the namespace; null for that of the referring object
 */
@ApiType
public record GeneratorSource(String alias, String kind, String name, @Nullable String namespace) {

  public GeneratorSource {
    alias = requireNonNullElse(alias, "");
    kind = requireNonNullElse(kind, "");
    name = requireNonNullElse(name, "");
  }
}
