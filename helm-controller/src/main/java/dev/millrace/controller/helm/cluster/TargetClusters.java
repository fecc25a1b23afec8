package dev.millrace.controller.helm.cluster;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.meta.KubeConfigReference;
import dev.millrace.api.meta.SecretKeyReference;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.Identity;
import dev.millrace.cluster.RemoteClusters;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cluster and the identity of a HelmRelease (FLUX.md 1.8). A tenant's identity is never
 * replaced by the controller's: whatever is missing for it is an error.
 */
public final class TargetClusters {
  private static final List<String> USUAL_KEYS = List.of("value", "value.yaml");

  private final KubernetesClient client;
  private final SecretReader secrets;
  private final ClusterConnection own;
  private final RemoteClusters remotes;
  private final Settings settings;

  /**
   * What the flags say.
   *
   * @param defaultServiceAccount for objects that name none; empty for the controller's identity
   * @param defaultRemoteServiceAccount the same, for remote clusters
   * @param allowInsecureTls whether kubeconfigs may skip the check of the server
   */
  public record Settings(
      Optional<String> defaultServiceAccount,
      Optional<String> defaultRemoteServiceAccount,
      boolean allowInsecureTls) {}

  /**
   * Clusters as the flags allow.
   *
   * @param client of the own cluster; looks service accounts up
   * @param secrets reads kubeconfigs
   * @param own the own cluster, as the controller
   */
  public TargetClusters(
      KubernetesClient client,
      SecretReader secrets,
      ClusterConnection own,
      RemoteClusters remotes,
      Settings settings) {
    this.client = client;
    this.secrets = secrets;
    this.own = own;
    this.remotes = remotes;
    this.settings = settings;
  }

  /**
   * Whether the identity and the cluster of an object can still be found: what is to be uninstalled
   * after they are gone stays (FLUX.md 4.4).
   */
  public boolean canActFor(HelmRelease object) {
    String namespace = object.getMetadata().getNamespace();
    KubeConfigReference remote = object.spec().kubeConfig();
    if (remote != null) {
      SecretKeyReference secret = remote.secretRef();
      return secret != null && secrets.read(namespace, secret.name()).isPresent();
    }
    Optional<String> account = account(object.spec(), settings.defaultServiceAccount());
    return account.isEmpty()
        || client.serviceAccounts().inNamespace(namespace).withName(account.get()).get() != null;
  }

  /**
   * Connects.
   *
   * @throws dev.millrace.cluster.RefusedKubeConfig if the kubeconfig asks for what is not allowed
   * @throws IllegalArgumentException if it is missing; the message says what to do
   */
  public TargetCluster connect(HelmRelease object) {
    String namespace = object.getMetadata().getNamespace();
    KubeConfigReference remote = object.spec().kubeConfig();
    if (remote == null) {
      Optional<Identity> tenant =
          identity(namespace, account(object.spec(), settings.defaultServiceAccount()));
      return new TargetCluster(tenant.map(own::as).orElse(own), () -> {});
    }
    RemoteClusters.Lease lease =
        remotes.connect(kubeConfig(namespace, remote), settings.allowInsecureTls());
    Optional<Identity> tenant =
        identity(namespace, account(object.spec(), settings.defaultRemoteServiceAccount()));
    return new TargetCluster(tenant.map(lease.cluster()::as).orElse(lease.cluster()), lease::close);
  }

  private static Optional<Identity> identity(String namespace, Optional<String> account) {
    return account.map(name -> Identity.serviceAccount(namespace, name));
  }

  private static Optional<String> account(HelmReleaseSpec spec, Optional<String> otherwise) {
    String named = spec.serviceAccountName();
    return named == null || named.isEmpty() ? otherwise : Optional.of(named);
  }

  private String kubeConfig(String namespace, KubeConfigReference reference) {
    SecretKeyReference secretRef = reference.secretRef();
    if (secretRef == null) {
      throw new IllegalArgumentException(
          "spec.kubeConfig.configMapRef is not supported yet; use spec.kubeConfig.secretRef");
    }
    SecretValues secret =
        secrets
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
                            Objects.requireNonNullElse(secretRef.key(), USUAL_KEYS.getFirst()))))
        .reveal();
  }

  private static Optional<Sensitive<String>> entry(SecretValues secret, @Nullable String key) {
    List<String> keys = key == null || key.isEmpty() ? USUAL_KEYS : List.of(key);
    return keys.stream().map(secret::text).flatMap(Optional::stream).findFirst();
  }
}
