package dev.millrace.api.image;

import dev.millrace.api.meta.ApiType;
import org.jspecify.annotations.Nullable;

/** How tags are compared; exactly one is set. */
@ApiType
public record TagPolicy(
    @Nullable SemVerPolicy semver,
    @Nullable OrderPolicy alphabetical,
    @Nullable OrderPolicy numerical) {

  /** Stands for a policy that the object does not have. */
  public static final TagPolicy NONE = new TagPolicy(null, null, null);
}
