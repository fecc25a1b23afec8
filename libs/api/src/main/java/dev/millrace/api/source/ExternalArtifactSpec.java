package dev.millrace.api.source;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.TypedObjectReference;
import org.jspecify.annotations.Nullable;

/** Where the artifact comes from; for information only. */
@ApiType
public record ExternalArtifactSpec(@Nullable TypedObjectReference sourceRef) {

  /** What an object without a spec is read as. */
  public static final ExternalArtifactSpec EMPTY = new ExternalArtifactSpec(null);
}
