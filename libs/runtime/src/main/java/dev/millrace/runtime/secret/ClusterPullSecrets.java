package dev.millrace.runtime.secret;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** The pull secrets that the service accounts of the cluster name. */
public final class ClusterPullSecrets implements PullSecrets {
  private final KubernetesClient client;

  /** Reads with the controller's own permissions. */
  public ClusterPullSecrets(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<List<String>> of(String namespace, String serviceAccount) {
    return Optional.ofNullable(
            client.serviceAccounts().inNamespace(namespace).withName(serviceAccount).get())
        .map(
            account ->
                account.getImagePullSecrets().stream().map(LocalObjectReference::getName).toList());
  }
}
