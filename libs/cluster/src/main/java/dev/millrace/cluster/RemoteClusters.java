package dev.millrace.cluster;

import dev.millrace.runtime.client.PatientHttp;
import dev.millrace.runtime.schedule.SteadyClock;
import dev.millrace.safety.Sha256;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Connections to the clusters of kubeconfigs. One that is used again soon is kept; one that nobody
 * used for a while is closed the next time anybody connects. Thread-safe.
 */
public final class RemoteClusters implements AutoCloseable {

  private final String userAgent;
  private final ConnectionLimits limits;
  private final SteadyClock clock;
  private final RandomGenerator random;
  private final Duration idleTime;
  private final Consumer<HttpClient.Builder> guard;
  private final Map<String, Open> connections = new HashMap<>();

  /**
   * Makes an empty set of connections.
   *
   * @param idleTime how long a connection that nobody uses stays open
   */
  public RemoteClusters(
      String userAgent,
      ConnectionLimits limits,
      SteadyClock clock,
      RandomGenerator random,
      Duration idleTime) {
    this(userAgent, limits, clock, random, idleTime, _ -> {});
  }

  /**
   * Makes an empty set of connections, as above.
   *
   * @param guard is shown every HTTP client that is made, such as to look at its requests
   */
  public RemoteClusters(
      String userAgent,
      ConnectionLimits limits,
      SteadyClock clock,
      RandomGenerator random,
      Duration idleTime,
      Consumer<HttpClient.Builder> guard) {
    this.userAgent = userAgent;
    this.limits = limits;
    this.clock = clock;
    this.random = random;
    this.idleTime = idleTime;
    this.guard = guard;
  }

  /** The use of a connection; close it when done. */
  public final class Lease implements AutoCloseable {
    private final Open open;
    private boolean returned;

    private Lease(Open open) {
      this.open = open;
    }

    /** The cluster, as the kubeconfig says. */
    public ClusterConnection cluster() {
      return open.cluster;
    }

    @Override
    public void close() {
      synchronized (connections) {
        if (!returned) {
          returned = true;
          open.users--;
          open.lastUse = clock.instant();
        }
      }
    }
  }

  private static final class Open {
    private final KubernetesClient client;
    private final ClusterConnection cluster;
    private final FollowedOnDemand kinds;
    private int users;
    private Instant lastUse = Instant.MAX;

    Open(KubernetesClient client, ClusterConnection cluster) {
      this.client = client;
      this.kinds = new FollowedOnDemand(cluster::followKinds);
      this.cluster = cluster.following(kinds);
    }

    boolean isIdleSince(Instant time) {
      return users == 0 && lastUse.isBefore(time);
    }

    void close() {
      kinds.close();
      client.close();
    }
  }

  /**
   * Connects to the cluster of a kubeconfig.
   *
   * @param kubeconfig the text of the kubeconfig
   * @param allowInsecureTls see {@link KubeConfig#parse}
   * @throws RefusedKubeConfig if it is malformed or asks for what is not allowed
   */
  public Lease connect(String kubeconfig, boolean allowInsecureTls) {
    String key = digest(allowInsecureTls + "\n" + kubeconfig);
    List<Open> idle = new ArrayList<>();
    Lease lease;
    synchronized (connections) {
      Open open = connections.get(key);
      if (open == null) {
        open = open(KubeConfig.parse(kubeconfig, allowInsecureTls));
        connections.put(key, open);
      }
      open.users++;
      lease = new Lease(open);
      takeOutIdle(idle);
    }
    idle.forEach(Open::close);
    return lease;
  }

  private Open open(KubeConfig config) {
    config.config().setUserAgent(userAgent);
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withHttpClientFactory(new PatientHttp())
            .withConfig(config.config())
            .withHttpClientBuilderConsumer(guard)
            .build();
    ClusterConnection cluster = ClusterConnection.over(client, userAgent, limits, clock, random);
    return new Open(client, cluster.as(config.identity()));
  }

  private void takeOutIdle(List<Open> idle) {
    Instant limit = clock.instant().minus(idleTime);
    for (Iterator<Open> all = connections.values().iterator(); all.hasNext(); ) {
      Open open = all.next();
      if (open.isIdleSince(limit)) {
        idle.add(open);
        all.remove();
      }
    }
  }

  /** The key must not be the kubeconfig: it would keep its credentials in a second place. */
  private static String digest(String text) {
    return Sha256.hex(text);
  }

  int size() {
    synchronized (connections) {
      return connections.size();
    }
  }

  /** Closes all connections, used or not. */
  @Override
  public void close() {
    List<Open> all;
    synchronized (connections) {
      all = List.copyOf(connections.values());
      connections.clear();
    }
    all.forEach(Open::close);
  }
}
