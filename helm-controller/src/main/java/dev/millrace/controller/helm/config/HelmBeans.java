package dev.millrace.controller.helm.config;

import dev.millrace.apply.normalize.Normalization;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.artifact.fetch.ArtifactFetcher;
import dev.millrace.artifact.fetch.FetchOptions;
import dev.millrace.artifact.fetch.RetryPolicy;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.ConnectionLimits;
import dev.millrace.cluster.RemoteClusters;
import dev.millrace.cluster.target.DescribedClusters;
import dev.millrace.cluster.target.TargetClusters;
import dev.millrace.controller.helm.chart.ChartCache;
import dev.millrace.controller.helm.chart.ChartLoader;
import dev.millrace.controller.helm.cluster.ReleaseSessions;
import dev.millrace.controller.helm.helmrelease.BringAbout;
import dev.millrace.controller.helm.helmrelease.ComposeValues;
import dev.millrace.controller.helm.helmrelease.DetectDrift;
import dev.millrace.controller.helm.helmrelease.FindChart;
import dev.millrace.controller.helm.helmrelease.HelmReleasePipeline;
import dev.millrace.controller.helm.helmrelease.LoadChart;
import dev.millrace.controller.helm.helmrelease.ObserveRelease;
import dev.millrace.controller.helm.helmrelease.ReleaseChart;
import dev.millrace.controller.helm.helmrelease.RemoveRelease;
import dev.millrace.controller.helm.helmrelease.RequestChart;
import dev.millrace.controller.helm.helmrelease.RequireDependencies;
import dev.millrace.controller.helm.helmrelease.TakeInventory;
import dev.millrace.controller.helm.helmrelease.TakeStep;
import dev.millrace.controller.helm.postrender.PostRenderers;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.helm.chart.ChartArchiveReader;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.runtime.application.ControllerIdentity;
import dev.millrace.runtime.flags.FeatureGates;
import dev.millrace.runtime.flags.FlagParser;
import dev.millrace.runtime.reference.NamespaceRule;
import dev.millrace.runtime.secret.ClusterSecrets;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.watch.WatchCache;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The objects this controller is wired with. */
@Singleton
final class HelmBeans {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration REMOTE_IDLE_TIME = Duration.ofMinutes(10);
  private static final long REMEMBERED_CHART_BYTES = 64L << 20;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("timer").daemon(true).factory());

  @PreDestroy
  void close() {
    timer.shutdownNow();
  }

  @Produces
  @Singleton
  HelmFlags flags(@CommandLineArguments String[] arguments) {
    return FlagParser.parse(new HelmFlags(), arguments);
  }

  @Produces
  @Singleton
  ClusterConnection own(
      KubernetesClient client, ControllerIdentity identity, Clock clock, RandomGenerator random) {
    return ClusterConnection.over(client, identity.name(), ConnectionLimits.DEFAULT, clock, random);
  }

  @Produces
  @Singleton
  SecretReader secrets(KubernetesClient client) {
    return new ClusterSecrets(client);
  }

  @Produces
  @Singleton
  RemoteClusters remotes(ControllerIdentity identity, Clock clock, RandomGenerator random) {
    return new RemoteClusters(
        identity.name(), ConnectionLimits.DEFAULT, clock, random, REMOTE_IDLE_TIME);
  }

  void close(@Disposes RemoteClusters remotes) {
    remotes.close();
  }

  @Produces
  @Singleton
  DescribedClusters.Clouds clouds(Clock clock) {
    return DescribedClusters.Clouds.of(System.getenv(), clock);
  }

  @Produces
  @Singleton
  TargetClusters targets(
      KubernetesClient client,
      ClusterConnection own,
      RemoteClusters remotes,
      DescribedClusters.Clouds clouds,
      HelmFlags flags,
      FeatureGates gates,
      Clock clock) {
    return TargetClusters.allowedBy(flags, gates, client, own, remotes, clouds, clock);
  }

  @Produces
  @Singleton
  ReleaseSessions sessions(ControllerIdentity identity, FeatureGates gates, Clock clock) {
    return new ReleaseSessions(
        identity.name(), new ChartRenderer(environment(gates, clock)), clock, timer);
  }

  @Produces
  @Singleton
  ArtifactFetcher fetcher(
      HelmFlags flags,
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

  @Produces
  @Singleton
  DetectDrift detectDrift(ControllerIdentity identity) {
    return new DetectDrift(new Normalization(), identity.name());
  }

  @Produces
  @Singleton
  BringAbout bringAbout(HelmFlags flags, FeatureGates gates, DetectDrift detectDrift, Clock clock) {
    boolean retryByDefault = gates.on("DefaultToRetryOnFailure");
    ReleaseChart releaseChart =
        new ReleaseChart(
            new PostRenderers(new Kustomizer()),
            new TakeInventory(),
            gates.on("UseHelm3Defaults"),
            clock);
    return new BringAbout(
        new ObserveRelease(detectDrift, retryByDefault),
        new TakeStep(releaseChart, detectDrift, retryByDefault),
        DigestAlgorithm.named(flags.snapshotDigestAlgo()),
        retryByDefault);
  }

  @Produces
  @Singleton
  WatchCache watchCache() {
    return new WatchCache();
  }

  @Produces
  @Singleton
  HelmReleasePipeline pipeline(
      KubernetesClient client,
      SecretReader secrets,
      ClusterConnection own,
      WatchCache cache,
      HelmFlags flags,
      FeatureGates gates,
      ControllerIdentity identity,
      ArtifactFetcher fetcher,
      TargetClusters targets,
      ReleaseSessions sessions,
      BringAbout bringAbout) {
    NamespaceRule namespaces = new NamespaceRule(!flags.tenancy().noCrossNamespaceRefs());
    ChartLoader loader =
        new ChartLoader(
            new ChartArchiveReader(ChartLimits.defaults()),
            new ChartCache(REMEMBERED_CHART_BYTES),
            !gates.on("DisableChartDigestTracking"));
    return new HelmReleasePipeline(
        new HelmReleasePipeline.Steps(
            new RequestChart(own, namespaces, identity.name()),
            new RequireDependencies(client, gates.on("AdditiveCELDependencyCheck")),
            new FindChart(
                client,
                cache,
                new FindChart.Gates(gates.on("ExternalArtifact"), gates.on("DirectSourceFetch"))),
            new LoadChart(fetcher, loader),
            new ComposeValues(client, secrets),
            new RemoveRelease(),
            bringAbout),
        targets,
        sessions,
        new ExpressionCompiler(),
        gates.on("CancelHealthCheckOnNewRevision"));
  }

  private static SprigEnvironment environment(FeatureGates gates, Clock clock) {
    SprigEnvironment isolated = SprigEnvironment.isolated(clock, new SecureRandom());
    return gates.on("AllowDNSLookups")
        ? new SprigEnvironment(
            isolated.clock(),
            isolated.zone(),
            isolated.random(),
            isolated.variable(),
            HostAddresses::find)
        : isolated;
  }
}
