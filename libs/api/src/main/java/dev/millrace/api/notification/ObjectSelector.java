package dev.millrace.api.notification;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selects one object, or with the name {@code *} all that match.
 *
 * @param namespace the namespace; null for that of the referring object
 * @param matchLabels only with the name {@code *}; null when absent, which is not the same as an
 *     empty map: that takes all objects, but only such as exist
 * @param filter CEL over {@code res} and {@code req}; receivers only
 */
@ApiType
public record ObjectSelector(
    @Nullable String apiVersion,
    String kind,
    String name,
    @Nullable String namespace,
    @Nullable Map<String, String> matchLabels,
    @Nullable String filter) {

  public ObjectSelector {
    kind = requireNonNullElse(kind, "");
    name = requireNonNullElse(name, "");
    matchLabels = matchLabels == null ? null : Copies.ofMap(matchLabels);
  }
}
