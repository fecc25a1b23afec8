package dev.millrace.runtime.dependency;

import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Objects of one kind in the own cluster.
 *
 * @param watched what watches show; costs no request
 * @param dependencies what an object depends on
 */
public record ClusterDependencies<R extends HasMetadata>(
    KubernetesClient client,
    Class<R> type,
    Function<ReferenceKey, Optional<R>> watched,
    Function<R, List<ReferenceKey>> dependencies)
    implements DependencyReader<R> {
  @Override
  public Optional<R> known(ReferenceKey key) {
    return watched.apply(key);
  }

  @Override
  public Optional<R> read(ReferenceKey key) {
    return Optional.ofNullable(
        client.resources(type).inNamespace(key.namespace()).withName(key.name()).get());
  }

  @Override
  public List<ReferenceKey> dependenciesOf(R object) {
    return dependencies.apply(object);
  }
}
