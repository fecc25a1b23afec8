package dev.millrace.api.meta;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/**
 * CEL expressions that tell the health of a custom kind (FLUX.md 3.6).
 *
 * @param kind null for every kind of that API version
 * @param current true when the object is healthy
 * @param inProgress true while the object is on its way
 * @param failed true when the object will not become healthy
 */
@ApiType
public record HealthCheckExpression(
    String apiVersion,
    @Nullable String kind,
    String current,
    @Nullable String inProgress,
    @Nullable String failed) {

  public HealthCheckExpression {
    apiVersion = requireNonNullElse(apiVersion, "");
    current = requireNonNullElse(current, "");
  }
}
