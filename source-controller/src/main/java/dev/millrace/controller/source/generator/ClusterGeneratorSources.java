package dev.millrace.controller.source.generator;

import dev.millrace.api.meta.SourceObject;
import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.ExternalArtifact;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.HelmChart;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Sources of the cluster, read when they are asked for. */
public final class ClusterGeneratorSources implements GeneratorSources {
  private final KubernetesClient client;

  /** Reads with the controller's own permissions. */
  public ClusterGeneratorSources(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<SourceObject> find(ReferenceKey key) {
    return switch (key.kind()) {
      case "GitRepository" -> get(GitRepository.class, key);
      case "OCIRepository" -> get(OCIRepository.class, key);
      case "Bucket" -> get(Bucket.class, key);
      case "HelmChart" -> get(HelmChart.class, key);
      case "ExternalArtifact" -> get(ExternalArtifact.class, key);
      default -> Optional.empty();
    };
  }

  private <S extends HasMetadata & SourceObject> Optional<SourceObject> get(
      Class<S> kind, ReferenceKey key) {
    return Optional.ofNullable(
        client.resources(kind).inNamespace(key.namespace()).withName(key.name()).get());
  }
}
