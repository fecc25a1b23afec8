package dev.millrace.cluster.target;

import dev.millrace.api.meta.KubeConfigReference;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.meta.SecretKeyReference;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.Identity;
import dev.millrace.cluster.RefusedKubeConfig;
import dev.millrace.cluster.RemoteClusters;
import dev.millrace.runtime.flags.ApplierFlags;
import dev.millrace.runtime.flags.FeatureGates;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.ClusterSecrets;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cluster and the identity of an object (FLUX.md 1.8, 3.1). A tenant's identity is never
 * replaced by the controller's: whatever is missing for it is an error.
 */
public final class TargetClusters {
  private static final List<String> USUAL_KEYS = List.of("value", "value.yaml");

  private final KubernetesClient client;
  private final SecretReader secrets;
  private final ClusterConnection own;
  private final RemoteClusters remotes;
  private final DescribedClusters described;
  private final Settings settings;

  /**
   * What the flags say.
   *
   * @param defaultServiceAccount for objects that name none; empty for the controller's identity
   * @param allowInsecureTls whether kubeconfigs may skip the check of the server
   */
  public record Settings(Optional<String> defaultServiceAccount, boolean allowInsecureTls) {}

  /**
   * Clusters as the flags allow.
   *
   * @param client of the own cluster; looks for service accounts
   * @param secrets where kubeconfigs are
   * @param own the own cluster, as the controller
   * @param remotes connects to others
   * @param described clusters that ConfigMaps describe
   */
  public TargetClusters(
      KubernetesClient client,
      SecretReader secrets,
      ClusterConnection own,
      RemoteClusters remotes,
      DescribedClusters described,
      Settings settings) {
    this.client = client;
    this.secrets = secrets;
    this.own = own;
    this.remotes = remotes;
    this.described = described;
    this.settings = settings;
  }

  /**
   * Clusters as a controller's flags allow.
   *
   * @param clouds tell about clusters that ConfigMaps describe
   */
  public static TargetClusters allowedBy(
      ApplierFlags flags,
      FeatureGates gates,
      KubernetesClient client,
      ClusterConnection own,
      RemoteClusters remotes,
      DescribedClusters.Clouds clouds,
      Clock clock) {
    return new TargetClusters(
        client,
        new ClusterSecrets(client),
        own,
        remotes,
        DescribedClusters.reachedFrom(
            client,
            clouds,
            new DescribedClusters.Settings(
                flags.apply().defaultKubeconfigServiceAccount(),
                gates.on("ObjectLevelWorkloadIdentity")),
            clock),
        new Settings(
            flags.tenancy().defaultServiceAccount(), flags.apply().insecureKubeconfigTls()));
  }

  /** Whether the service account that applies exists, as far as the own cluster can tell. */
  public boolean hasAccount(Destination destination) {
    Optional<String> account = account(destination);
    return account.isEmpty()
        || destination.remote().isPresent()
        || client
                .serviceAccounts()
                .inNamespace(destination.namespace())
                .withName(account.get())
                .get()
            != null;
  }

  /** Whether what leads to the cluster still exists. */
  public boolean hasWayTo(Destination destination) {
    return destination.remote().map(remote -> hasWay(destination.namespace(), remote)).orElse(true);
  }

  private boolean hasWay(String namespace, KubeConfigReference remote) {
    if (remote.secretRef() != null) {
      return secrets.read(namespace, remote.secretRef().name()).isPresent();
    }
    return remote.configMapRef() != null
        && described.exists(namespace, remote.configMapRef().name());
  }

  /**
   * Connects.
   *
   * @param reason of the failure when there can be no connection; the message says what to do
   */
  public TargetCluster connect(Destination destination, Reason reason) {
    try {
      return connect(destination);
    } catch (RefusedKubeConfig | IllegalArgumentException e) {
      throw new ReconcileFailure(
          reason, "failed to connect to the target cluster: " + e.getMessage(), e);
    }
  }

  private TargetCluster connect(Destination destination) {
    String namespace = destination.namespace();
    Optional<Identity> tenant =
        account(destination).map(name -> Identity.serviceAccount(namespace, name));
    return destination
        .remote()
        .map(remote -> connect(kubeConfig(namespace, remote), tenant))
        .orElseGet(() -> TargetCluster.own(tenant.map(own::as).orElse(own)));
  }

  private TargetCluster connect(Sensitive<String> kubeConfig, Optional<Identity> tenant) {
    RemoteClusters.Lease lease = remotes.connect(kubeConfig.reveal(), settings.allowInsecureTls());
    ClusterConnection cluster = lease.cluster();
    return new TargetCluster(tenant.map(cluster::as).orElse(cluster), false, lease::close);
  }

  private Optional<String> account(Destination destination) {
    return destination.account().or(settings::defaultServiceAccount);
  }

  private Sensitive<String> kubeConfig(String namespace, KubeConfigReference reference) {
    LocalObjectReference mapRef = reference.configMapRef();
    if (mapRef != null) {
      return described.kubeConfig(namespace, mapRef.name());
    }
    SecretKeyReference secretRef = reference.secretRef();
    if (secretRef == null) {
      throw new IllegalArgumentException(
          "spec.kubeConfig names neither a Secret nor a ConfigMap; set secretRef or configMapRef");
    }
    SecretValues secret =
        secrets
            .find(namespace, secretRef.name())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the Secret '%s/%s' with the kubeconfig does not exist"
                            .formatted(namespace, secretRef.name())));
    return entry(secret, secretRef.key());
  }

  private static Sensitive<String> entry(SecretValues secret, @Nullable String key) {
    List<String> keys = key == null || key.isEmpty() ? USUAL_KEYS : List.of(key);
    return keys.stream()
        .flatMap(name -> secret.text(name).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the Secret '%s' has no kubeconfig: give it the key '%s'"
                        .formatted(
                            secret.source(),
                            Objects.requireNonNullElse(key, USUAL_KEYS.getFirst()))));
  }
}
