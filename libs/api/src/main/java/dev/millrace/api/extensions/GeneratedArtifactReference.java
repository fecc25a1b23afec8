package dev.millrace.api.extensions;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;

/** An ExternalArtifact that was made. */
@ApiType
public record GeneratedArtifactReference(
    String name, String namespace, String digest, String filename) {

  public GeneratedArtifactReference {
    name = requireNonNullElse(name, "");
    namespace = requireNonNullElse(namespace, "");
    digest = requireNonNullElse(digest, "");
    filename = requireNonNullElse(filename, "");
  }
}
