package dev.millrace.api.meta;

import java.util.Optional;

/** A kind that offers an artifact to others. */
public interface SourceObject extends FluxObject {

  /** The artifact that is served now; empty until the first one is stored. */
  Optional<Artifact> artifact();
}
