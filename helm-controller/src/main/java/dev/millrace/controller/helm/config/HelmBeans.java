package dev.millrace.controller.helm.config;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.meta.SourceObject;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.artifact.fetch.ArtifactFetcher;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.application.WaitTimer;
import dev.millrace.cluster.target.TargetClusters;
import dev.millrace.cluster.waiting.Waits;
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
import dev.millrace.controller.helm.helmrelease.References;
import dev.millrace.controller.helm.helmrelease.ReleaseChart;
import dev.millrace.controller.helm.helmrelease.RemoveRelease;
import dev.millrace.controller.helm.helmrelease.RequestChart;
import dev.millrace.controller.helm.helmrelease.RequireDependencies;
import dev.millrace.controller.helm.helmrelease.Rivals;
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
import dev.millrace.runtime.reconcile.CpuPool;
import dev.millrace.runtime.reference.NamespaceRule;
import dev.millrace.runtime.secret.ClusterSecrets;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.watch.WatchCache;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** The objects this controller is wired with. */
@Singleton
final class HelmBeans {
  private static final String HELM3_DEFAULTS = "UseHelm3Defaults";
  private static final long REMEMBERED_CHART_BYTES = 64L << 20;

  @Produces
  @Singleton
  HelmFlags flags(@CommandLineArguments String[] arguments) {
    return FlagParser.parse(new HelmFlags(), arguments);
  }

  @Produces
  @Singleton
  SecretReader secrets(KubernetesClient client) {
    return new ClusterSecrets(client);
  }

  @Produces
  @Singleton
  ReleaseSessions sessions(
      ControllerIdentity identity, FeatureGates gates, CpuPool pool, Clock clock, WaitTimer timer) {
    return new ReleaseSessions(
        identity.name(),
        new ChartRenderer(environment(gates, clock)),
        pool,
        clock,
        timer.executor());
  }

  void close(@Disposes ReleaseSessions sessions) {
    sessions.close();
  }

  @Produces
  @Singleton
  Waits<HelmRelease> waits(WatchCache cache, FeatureGates gates) {
    return new Waits<>(
        new Waits.View<>(
            key -> cache.find(key, HelmRelease.class),
            key -> cache.find(key, SourceObject.class),
            References::configs,
            _ -> Optional.empty()),
        gates.on("CancelHealthCheckOnNewRevision")
            ? Waits.EndedBy.ANYTHING
            : Waits.EndedBy.NOTHING);
  }

  @Produces
  @Singleton
  DetectDrift detectDrift(ControllerIdentity identity, HelmFlags flags) {
    return new DetectDrift(new Normalization(), identity.name(), flags.apply().overrideManagers());
  }

  @Produces
  @Singleton
  Rivals rivals(WatchCache cache) {
    return new Rivals(cache);
  }

  @Produces
  @Singleton
  BringAbout bringAbout(
      HelmFlags flags, FeatureGates gates, DetectDrift detectDrift, Rivals rivals) {
    boolean retryByDefault = gates.on("DefaultToRetryOnFailure");
    boolean helm3Defaults = gates.on(HELM3_DEFAULTS);
    ReleaseChart releaseChart =
        new ReleaseChart(
            new PostRenderers(new Kustomizer(), helm3Defaults), helm3Defaults, System::nanoTime);
    return new BringAbout(
        new ObserveRelease(detectDrift, retryByDefault),
        new TakeStep(releaseChart, detectDrift, retryByDefault),
        rivals,
        DigestAlgorithm.named(flags.snapshotDigestAlgo()),
        retryByDefault);
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
      Waits<HelmRelease> waits,
      Rivals rivals,
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
            new RemoveRelease(rivals),
            bringAbout),
        targets,
        sessions,
        new ExpressionCompiler(),
        waits,
        gates.on(HELM3_DEFAULTS));
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
