package dev.millrace.controller.source.generator;

import dev.millrace.api.extensions.GeneratedArtifact;
import java.util.Map;

/**
 * An artifact to make, captures filled in.
 *
 * @param labels the captures, for the object that offers it
 */
record PlannedArtifact(GeneratedArtifact artifact, Map<String, String> labels) {
  PlannedArtifact {
    labels = Map.copyOf(labels);
  }
}
