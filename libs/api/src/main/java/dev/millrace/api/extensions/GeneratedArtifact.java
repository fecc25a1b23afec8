package dev.millrace.api.extensions;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One artifact to make.
 *
 * @param name may hold captures of the path pattern in braces
 * @param revision {@code @alias}: takes the revision of that source; null for a digest of the
 *     content
 * @param originRevision {@code @alias}: passes on the origin revision of that source
 * @param copy carried out in order
 */
@ApiType
public record GeneratedArtifact(
    String name,
    @Nullable String revision,
    @Nullable String originRevision,
    List<CopyOperation> copy) {

  public GeneratedArtifact {
    name = requireNonNullElse(name, "");
    copy = Copies.ofList(copy);
  }
}
