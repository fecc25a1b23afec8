package dev.millrace.controller.source.generator;

import dev.millrace.api.extensions.ArtifactGenerator;
import dev.millrace.api.source.ExternalArtifact;
import dev.millrace.runtime.metrics.StateSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ExternalArtifacts whose state this replica shows: those of the generators that it watches,
 * and those that another program makes. Generators of another shard show their own.
 *
 * @param generators as a watch shows them
 * @param artifacts as a watch shows them
 */
record OfferedArtifacts(Cache<ArtifactGenerator> generators, Cache<ExternalArtifact> artifacts)
    implements StateSource {
  @Override
  public Stream<ExternalArtifact> objects() {
    Set<String> watched =
        generators.list(_ -> true).map(OfferedArtifacts::uid).collect(Collectors.toSet());
    return artifacts.list(artifact -> isShown(artifact, watched));
  }

  private static boolean isShown(ExternalArtifact artifact, Set<String> generators) {
    Map<String, String> labels = artifact.getMetadata().getLabels();
    String generator = labels == null ? null : labels.get(OfferArtifact.GENERATOR_LABEL);
    return generator == null || generators.contains(generator);
  }

  private static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }
}
