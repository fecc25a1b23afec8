package dev.millrace.cluster.target;

import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.Validity;
import dev.millrace.cloud.workload.CloudIdentities;
import dev.millrace.cloud.workload.WorkloadAccount;
import dev.millrace.runtime.account.ClusterAccounts;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Clusters that ConfigMaps describe, reached with tokens instead of stored credentials ({@code
 * spec.kubeConfig.configMapRef}, FLUX.md 1.14).
 */
public final class DescribedClusters {
  private static final String GENERIC = "generic";

  private final KubernetesClient client;
  private final ClusterAccounts accounts;
  private final Map<String, ClusterProvider> providers;
  private final Settings settings;
  private final Clock clock;
  private final Map<Wish, Kept> known = new ConcurrentHashMap<>();

  /**
   * What the flags say.
   *
   * @param defaultAccount the service account of ConfigMaps that name none; empty for the identity
   *     of the controller
   * @param serviceAccounts whether service accounts may have identities of their own in clouds
   *     ({@code ObjectLevelWorkloadIdentity})
   */
  public record Settings(Optional<String> defaultAccount, boolean serviceAccounts) {}

  /** What a way leads to, and for whom. */
  private record Wish(ClusterDescription cluster, Optional<String> account) {}

  private record Kept(ClusterAccess access, Validity validity) {}

  private DescribedClusters(
      KubernetesClient client,
      ClusterAccounts accounts,
      Map<String, ClusterProvider> providers,
      Settings settings,
      Clock clock) {
    this.client = client;
    this.accounts = accounts;
    this.providers = Map.copyOf(providers);
    this.settings = settings;
    this.clock = clock;
  }

  /** The clouds that give tokens. */
  public record Clouds(CloudIdentities identities, CloudHttp http, CloudEndpoints endpoints) {
    /** The clouds as a process sees them. */
    public static Clouds of(Map<String, String> environment, Clock clock) {
      CloudHttp http = CloudHttp.standard();
      CloudEndpoints endpoints = new CloudEndpoints(environment);
      return new Clouds(new CloudIdentities(environment, http, endpoints, clock), http, endpoints);
    }
  }

  /** Clusters that ConfigMaps of the own cluster describe. */
  public static DescribedClusters reachedFrom(
      KubernetesClient client, Clouds clouds, Settings settings, Clock clock) {
    ClusterAccounts accounts = new ClusterAccounts(client);
    Map<String, ClusterProvider> providers =
        Map.of(
            GENERIC,
            new GenericClusters(accounts, clock),
            "aws",
            new EksClusters(clouds.identities(), clouds.http(), clouds.endpoints(), clock),
            "azure",
            new AksClusters(clouds.identities(), clouds.http(), clouds.endpoints()),
            "gcp",
            new GkeClusters(clouds.identities(), clouds.http(), clouds.endpoints()));
    return new DescribedClusters(client, accounts, providers, settings, clock);
  }

  /** Whether a ConfigMap is there. */
  boolean exists(String namespace, String name) {
    return find(namespace, name).isPresent();
  }

  /**
   * The kubeconfig that a ConfigMap stands for.
   *
   * @throws IllegalArgumentException if there is none; the message says what to do
   */
  Sensitive<String> kubeConfig(String namespace, String name) {
    ClusterDescription cluster =
        find(namespace, name)
            .map(ClusterDescription::of)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the ConfigMap '%s/%s' of spec.kubeConfig does not exist"
                            .formatted(namespace, name)));
    Wish wish = new Wish(cluster, cluster.account().or(settings::defaultAccount));
    known.values().removeIf(kept -> kept.validity().isOver());
    return known.computeIfAbsent(wish, _ -> kept(reach(wish))).access().kubeConfig();
  }

  private Optional<ConfigMap> find(String namespace, String name) {
    return Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(name).get());
  }

  private Kept kept(ClusterAccess access) {
    return new Kept(access, Validity.until(access.until(), clock));
  }

  private ClusterAccess reach(Wish wish) {
    ClusterDescription cluster = wish.cluster();
    ClusterProvider provider = providers.get(cluster.provider());
    if (provider == null) {
      throw new IllegalArgumentException(
          "%s has the provider '%s'; use one of %s"
              .formatted(cluster.place(), cluster.provider(), new TreeSet<>(providers.keySet())));
    }
    boolean isCloud = !cluster.provider().equals(GENERIC);
    if (isCloud && wish.account().isPresent() && !settings.serviceAccounts()) {
      throw new IllegalArgumentException(
          cluster.place()
              + " has the identity of a service account: start the controller with"
              + " --feature-gates=ObjectLevelWorkloadIdentity=true to allow that");
    }
    try {
      Optional<WorkloadAccount> account =
          wish.account().map(name -> accounts.find(cluster.namespace(), name));
      return provider.reach(cluster, account);
    } catch (IOException e) {
      throw new IllegalArgumentException(cluster.place() + " can't be used: " + e.getMessage(), e);
    }
  }
}
