package dev.millrace.controller.source.helmchart;

import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** Sources of the cluster, read when they are asked for. */
public final class ClusterSources implements SourceLookup {
  private final KubernetesClient client;

  /** Reads with the controller's own permissions. */
  public ClusterSources(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<HelmRepository> helmRepository(ReferenceKey key) {
    return get(HelmRepository.class, key);
  }

  @Override
  public Optional<GitRepository> gitRepository(ReferenceKey key) {
    return get(GitRepository.class, key);
  }

  @Override
  public Optional<Bucket> bucket(ReferenceKey key) {
    return get(Bucket.class, key);
  }

  @Override
  public List<HelmRepository> helmRepositories(String namespace) {
    return client.resources(HelmRepository.class).inNamespace(namespace).list().getItems();
  }

  private <S extends HasMetadata> Optional<S> get(Class<S> kind, ReferenceKey key) {
    return Optional.ofNullable(
        client.resources(kind).inNamespace(key.namespace()).withName(key.name()).get());
  }
}
