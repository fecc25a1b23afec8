package dev.millrace.controller.kustomize.target;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationSpec;
import dev.millrace.api.meta.KubeConfigReference;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.meta.SecretKeyReference;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.Identity;
import dev.millrace.cluster.RefusedKubeConfig;
import dev.millrace.cluster.RemoteClusters;
import dev.millrace.runtime.secret.ClusterSecrets;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cluster and the identity of a Kustomization (FLUX.md 1.8, 3.1). A tenant's identity is
 * never replaced by the controller's: whatever is missing for it is an error.
 */
public final class TargetClusters {
  private static final List<String> USUAL_KEYS = List.of("value", "value.yaml");

  private final KubernetesClient client;
  private final ClusterConnection own;
  private final RemoteClusters remotes;
  private final ClusterMaps maps;
  private final Settings settings;

  /**
   * What the flags say.
   *
   * @param defaultServiceAccount for objects that name none; empty for the controller's identity
   * @param defaultRemoteAccount whose token opens clusters that ConfigMaps describe without naming
   *     a service account
   * @param allowInsecureTls whether kubeconfigs may skip the check of the server
   */
  public record Settings(
      Optional<String> defaultServiceAccount,
      Optional<String> defaultRemoteAccount,
      boolean allowInsecureTls) {}

  /**
   * Clusters as the flags allow.
   *
   * @param client of the own cluster; reads kubeconfigs
   * @param own the own cluster, as the controller
   * @param remotes connects to others
   */
  public TargetClusters(
      KubernetesClient client,
      ClusterConnection own,
      RemoteClusters remotes,
      Clock clock,
      Settings settings) {
    this.client = client;
    this.own = own;
    this.remotes = remotes;
    this.maps =
        new ClusterMaps(client, new AccountTokens(client, clock), settings.defaultRemoteAccount());
    this.settings = settings;
  }

  /** The service account that an object is applied as; empty for the controller's identity. */
  public Optional<String> serviceAccount(KustomizationSpec spec) {
    String named = spec.serviceAccountName();
    return named == null || named.isEmpty() ? settings.defaultServiceAccount() : Optional.of(named);
  }

  /** Whether the identity of an object exists, as far as this cluster can tell. */
  public boolean canActFor(Kustomization object) {
    Optional<String> account = serviceAccount(object.spec());
    return account.isEmpty()
        || object.spec().kubeConfig() != null
        || client
                .serviceAccounts()
                .inNamespace(object.getMetadata().getNamespace())
                .withName(account.get())
                .get()
            != null;
  }

  /**
   * Connects.
   *
   * @throws RefusedKubeConfig if the kubeconfig asks for what is not allowed
   * @throws IllegalArgumentException if it is missing; the message says what to do
   */
  public TargetCluster connect(Kustomization object) {
    String namespace = object.getMetadata().getNamespace();
    Optional<Identity> tenant =
        serviceAccount(object.spec()).map(name -> Identity.serviceAccount(namespace, name));
    KubeConfigReference remote = object.spec().kubeConfig();
    return remote == null
        ? new TargetCluster(tenant.map(own::as).orElse(own), true, () -> {})
        : connect(kubeConfig(namespace, remote), tenant);
  }

  private TargetCluster connect(Sensitive<String> kubeConfig, Optional<Identity> tenant) {
    RemoteClusters.Lease lease = remotes.connect(kubeConfig.reveal(), settings.allowInsecureTls());
    ClusterConnection cluster = lease.cluster();
    return new TargetCluster(tenant.map(cluster::as).orElse(cluster), false, lease::close);
  }

  private Sensitive<String> kubeConfig(String namespace, KubeConfigReference reference) {
    LocalObjectReference mapRef = reference.configMapRef();
    if (mapRef != null) {
      return maps.kubeConfig(namespace, mapRef.name());
    }
    SecretKeyReference secretRef = reference.secretRef();
    if (secretRef == null) {
      throw new IllegalArgumentException(
          "spec.kubeConfig names neither a Secret nor a ConfigMap; set secretRef or configMapRef");
    }
    SecretValues secret =
        new ClusterSecrets(client)
            .find(namespace, secretRef.name())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the Secret '%s/%s' with the kubeconfig does not exist"
                            .formatted(namespace, secretRef.name())));
    return entry(secret, secretRef.key())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the Secret '%s' has no kubeconfig: give it the key '%s'"
                        .formatted(
                            secret.source(),
                            Objects.requireNonNullElse(secretRef.key(), "value"))));
  }

  private static Optional<Sensitive<String>> entry(SecretValues secret, @Nullable String key) {
    List<String> keys = key == null || key.isEmpty() ? USUAL_KEYS : List.of(key);
    return keys.stream().flatMap(name -> secret.text(name).stream()).findFirst();
  }
}
