package dev.millrace.cluster.application;

import dev.millrace.artifact.fetch.ArtifactFetcher;
import dev.millrace.artifact.fetch.FetchOptions;
import dev.millrace.artifact.fetch.RetryPolicy;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.ConnectionLimits;
import dev.millrace.cluster.RemoteClusters;
import dev.millrace.cluster.target.DescribedClusters;
import dev.millrace.cluster.target.TargetClusters;
import dev.millrace.runtime.application.ControllerIdentity;
import dev.millrace.runtime.fairness.RequestTurns;
import dev.millrace.runtime.flags.ApplierFlags;
import dev.millrace.runtime.flags.FeatureGates;
import dev.millrace.runtime.schedule.SteadyClock;
import dev.millrace.runtime.sharding.WriteFence;
import dev.millrace.runtime.watch.WatchCache;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What every controller that fetches artifacts and applies what is in them is wired with. */
@Singleton
public final class ApplierBeans {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration REMOTE_IDLE_TIME = Duration.ofMinutes(30);

  /** Ends waits. */
  @Produces
  @Singleton
  public WaitTimer timer() {
    return WaitTimer.start();
  }

  void close(@Disposes WaitTimer timer) {
    timer.close();
  }

  /** The cluster that the controller lives in, as itself. */
  @Produces
  @Singleton
  public ClusterConnection own(
      KubernetesClient client,
      ControllerIdentity identity,
      RequestTurns turns,
      Clock clock,
      RandomGenerator random) {
    return ClusterConnection.over(
        client,
        identity.userAgent(),
        ConnectionLimits.DEFAULT,
        turns,
        SteadyClock.from(clock),
        random);
  }

  /** Clusters of kubeconfigs. */
  @Produces
  @Singleton
  public RemoteClusters remotes(
      ControllerIdentity identity, WriteFence fence, Clock clock, RandomGenerator random) {
    return new RemoteClusters(
        identity.userAgent(),
        ConnectionLimits.DEFAULT,
        SteadyClock.from(clock),
        random,
        REMOTE_IDLE_TIME,
        fence::around);
  }

  void close(@Disposes RemoteClusters remotes) {
    remotes.close();
  }

  /** Clouds that give tokens for clusters. */
  @Produces
  @Singleton
  public DescribedClusters.Clouds clouds(Clock clock) {
    return DescribedClusters.Clouds.of(System.getenv(), clock);
  }

  /** The clusters that objects may be applied to. */
  @Produces
  @Singleton
  public TargetClusters targets(
      KubernetesClient client,
      ClusterConnection own,
      RemoteClusters remotes,
      DescribedClusters.Clouds clouds,
      ApplierFlags flags,
      FeatureGates gates,
      Clock clock) {
    return TargetClusters.allowedBy(flags, gates, client, own, remotes, clouds, clock);
  }

  /**
   * Fetches artifacts.
   *
   * @param host takes the place of the hosts in their addresses; blank for none
   */
  @Produces
  @Singleton
  public ArtifactFetcher fetcher(
      ApplierFlags flags,
      @ConfigProperty(name = "SOURCE_CONTROLLER_LOCALHOST", defaultValue = " ") String host) {
    HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    return new ArtifactFetcher(
        http,
        FetchOptions.defaults()
            .withRetry(RetryPolicy.ofRetries(flags.apply().httpRetry()))
            .withHostOverride(host));
  }

  /** What the watches of other kinds show. */
  @Produces
  @Singleton
  public WatchCache watchCache() {
    return new WatchCache();
  }
}
