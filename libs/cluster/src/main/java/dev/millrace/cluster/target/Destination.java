package dev.millrace.cluster.target;

import dev.millrace.api.meta.KubeConfigReference;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the spec of an object says that it is to be applied, and as whom.
 *
 * @param namespace of the object, in which everything lies that it refers to
 * @param remote the cluster; empty for the own one
 * @param account the service account that applies; empty where the spec names none
 */
public record Destination(
    String namespace, Optional<KubeConfigReference> remote, Optional<String> account) {
  /** The destination in the fields {@code kubeConfig} and {@code serviceAccountName}. */
  public static Destination of(
      String namespace, @Nullable KubeConfigReference remote, @Nullable String account) {
    return new Destination(
        namespace,
        Optional.ofNullable(remote),
        Optional.ofNullable(account).filter(name -> !name.isEmpty()));
  }

  /** The Secret or ConfigMap that says where a remote cluster is; empty for the own one. */
  public List<ReferenceKey> configs() {
    return remote.stream()
        .flatMap(
            reference ->
                Stream.of(
                    Optional.ofNullable(reference.secretRef())
                        .map(secret -> new ReferenceKey("Secret", namespace, secret.name())),
                    Optional.ofNullable(reference.configMapRef())
                        .map(map -> new ReferenceKey("ConfigMap", namespace, map.name()))))
        .flatMap(Optional::stream)
        .toList();
  }
}
