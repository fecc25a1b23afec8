package dev.millrace.cluster.target;

import dev.millrace.api.meta.KubeConfigReference;
import java.util.Optional;
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
}
