package dev.millrace.controller.source.ocirepository;

import dev.millrace.api.meta.Artifact;

/** The message about a new artifact; it names the commit an artifact was made of, if it says so. */
final class OriginText {
  private static final String SOURCE = "org.opencontainers.image.source";
  private static final String REVISION = "org.opencontainers.image.revision";

  private OriginText() {}

  static String storedMessage(String url, Artifact artifact) {
    String stored =
        "stored artifact with revision '%s' from '%s'".formatted(artifact.revision(), url);
    String source = artifact.metadata().getOrDefault(SOURCE, "");
    String revision = artifact.metadata().getOrDefault(REVISION, "");
    return source.isEmpty() || revision.isEmpty()
        ? stored
        : "%s, origin source '%s', origin revision '%s'".formatted(stored, source, revision);
  }
}
