package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.OmitWhenEmpty;
import org.jspecify.annotations.Nullable;

/**
 * A ConfigMap or Secret with values.
 *
 * @param targetPath where to set the value, in the syntax of {@code --set}; null to merge it as
 *     YAML
 * @param literal take the value as text, not as the right side of {@code --set}
 * @param optional go on without it when it is missing
 */
@ApiType
public record ValuesReference(
    String kind,
    String name,
    String valuesKey,
    @Nullable String targetPath,
    @OmitWhenEmpty boolean literal,
    @OmitWhenEmpty boolean optional) {

  public ValuesReference {
    kind = requireNonNullElse(kind, "");
    name = requireNonNullElse(name, "");
    valuesKey = requireNonNullElse(valuesKey, "values.yaml");
  }
}
