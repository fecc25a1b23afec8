package dev.millrace.api.image;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.Timestamp;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A push that was begun and of which nobody has told yet how it ended, with what the status says of
 * it once it is known to have arrived.
 *
 * @param commit the id of the commit
 * @param time when the commit was made
 * @param sourceRevision the revision of the repository then
 * @param policies the image of each policy, by name
 */
@ApiType
public record PendingPush(
    String commit,
    @Nullable Timestamp time,
    String sourceRevision,
    @OmitWhenEmpty Map<String, ImageRef> policies) {

  public PendingPush {
    commit = requireNonNullElse(commit, "");
    sourceRevision = requireNonNullElse(sourceRevision, "");
    policies = Copies.ofMap(policies);
  }
}
