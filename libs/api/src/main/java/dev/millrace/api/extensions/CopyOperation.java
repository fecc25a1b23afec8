package dev.millrace.api.extensions;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.List;

/**
 * Copies files from a source into the artifact.
 *
 * @param from {@code @alias/<glob>}
 * @param to {@code @artifact/<path>}
 * @param exclude globs
 * @param strategy {@code Overwrite}, {@code Merge} (as Helm values) or {@code Extract} (archives)
 */
@ApiType
public record CopyOperation(
    String from, String to, @OmitWhenEmpty List<String> exclude, String strategy) {

  public CopyOperation {
    from = requireNonNullElse(from, "");
    to = requireNonNullElse(to, "");
    exclude = Copies.ofList(exclude);
    strategy = requireNonNullElse(strategy, "Overwrite");
  }
}
