package dev.millrace.api.notification;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selects one object, or with the name {@code *} all that match.
 *
 * @param namespace the namespace; null for that of the referring object
 * @param matchLabels only with the name {@code *}
 * @param filter CEL over {@code res} and {@code req}; receivers only
 */
@ApiType
public record ObjectSelector(
    @Nullable String apiVersion,
    String kind,
    String name,
    @Nullable String namespace,
    @OmitWhenEmpty Map<String, String> matchLabels,
    @Nullable String filter) {

  public ObjectSelector {
    kind = requireNonNullElse(kind, "");
    name = requireNonNullElse(name, "");
    matchLabels = Copies.ofMap(matchLabels);
  }
}
