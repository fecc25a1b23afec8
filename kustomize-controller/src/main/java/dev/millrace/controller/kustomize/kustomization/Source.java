package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.meta.Artifact;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.Optional;

/** A source that has something to apply. */
record Source(ReferenceKey key, Artifact artifact) {
  private static final String ORIGIN = "org.opencontainers.image.revision";

  String revision() {
    return artifact.revision();
  }

  Optional<String> originRevision() {
    return Optional.ofNullable(artifact.metadata().get(ORIGIN));
  }
}
