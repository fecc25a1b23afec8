package dev.millrace.controller.source.config;

import dev.millrace.access.cloud.CloudAccess;
import dev.millrace.access.registry.RegistryLogin;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.FluxObject;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.artifact.serve.ArtifactServer;
import dev.millrace.artifact.storage.ArtifactStorage;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.controller.source.bucket.BucketIdentities;
import dev.millrace.controller.source.bucket.BucketReconciler;
import dev.millrace.controller.source.generator.ArtifactGeneratorReconciler;
import dev.millrace.controller.source.gitrepository.GitRepositoryReconciler;
import dev.millrace.controller.source.gitrepository.RecentAnswers;
import dev.millrace.controller.source.helmchart.HelmChartReconciler;
import dev.millrace.controller.source.helmrepository.HelmRepositoryReconciler;
import dev.millrace.controller.source.ocirepository.OCIRepositoryReconciler;
import dev.millrace.harness.live.LiveCluster;
import dev.millrace.harness.live.LiveControllers;
import dev.millrace.runtime.application.ControllerIdentity;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.flags.FlagParser;
import dev.millrace.runtime.metrics.StateSource;
import dev.millrace.runtime.reconcile.CpuPool;
import dev.millrace.runtime.secret.SecretReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The whole source-controller at work on a real API server, wired as in production. */
final class LiveSources implements AutoCloseable {
  private static final Map<String, String> KEYS =
      Map.of("AWS_ACCESS_KEY_ID", "writer", "AWS_SECRET_ACCESS_KEY", "secret");

  private final LiveCluster cluster;
  private final boolean ownsCluster;
  private final LiveControllers controllers;
  private final ArtifactServer artifacts;
  private StateSource offered = Stream::empty;
  private final CpuPool cpu = new CpuPool(1);

  private LiveSources(
      LiveCluster cluster, boolean ownsCluster, Path storageFolder, List<String> moreFlags)
      throws IOException {
    this.cluster = cluster;
    this.ownsCluster = ownsCluster;
    this.controllers = new LiveControllers(cluster.client(), "source-controller");
    SourceBeans beans = new SourceBeans();
    BucketIdentities identities =
        new BucketIdentities(KEYS, BucketIdentities.Accounts.none(), Clock.systemUTC());
    ArtifactStorage storage =
        beans.storage(flags(storageFolder, 0, moreFlags), identities, Clock.systemUTC());
    this.artifacts =
        ArtifactServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), storage);
    register(beans, flags(storageFolder, artifacts.port(), moreFlags), storage, identities);
  }

  private void register(
      SourceBeans beans, SourceFlags flags, ArtifactStorage storage, BucketIdentities identities)
      throws IOException {
    ControllerIdentity identity =
        new ControllerIdentity("source-controller", "flux-system", "test");
    ArtifactKeeper keeper = beans.keeper(storage, flags, identity, cpu);
    SecretReader secrets = beans.secrets(cluster.client());
    CloudAccess clouds =
        beans.clouds(
            flags, cluster.client(), beans.tokens(flags, Clock.systemUTC()), Clock.systemUTC());
    RegistryLogin login = beans.registryLogin(secrets, cluster.client(), clouds);
    RecentAnswers answers = beans.recentAnswers(Clock.systemUTC());
    var git =
        beans.gitRepositories(
            keeper,
            secrets,
            flags,
            cluster.client(),
            beans.tokens(flags, Clock.systemUTC()),
            answers,
            beans.fetchedObjects(flags),
            clouds,
            Clock.systemUTC());
    var signatures = beans.requireSignature(secrets, flags, Clock.systemUTC());
    var charts =
        beans.helmCharts(
            keeper, secrets, login, flags, cluster.client(), signatures, Clock.systemUTC());
    controllers
        .with(new GitRepositoryReconciler(controllers.kinds(), git, answers))
        .with(
            new HelmRepositoryReconciler(
                controllers.kinds(), beans.helmRepositories(keeper, secrets, flags)))
        .with(new HelmChartReconciler(controllers.kinds(), charts))
        .with(
            new OCIRepositoryReconciler(
                controllers.kinds(),
                beans.ociRepositories(keeper, login, signatures, Clock.systemUTC())))
        .with(
            new BucketReconciler(
                controllers.kinds(), beans.buckets(keeper, secrets, identities, Clock.systemUTC())))
        .with(generators(beans, flags, keeper));
  }

  private ArtifactGeneratorReconciler generators(
      SourceBeans beans, SourceFlags flags, ArtifactKeeper keeper) {
    ArtifactGeneratorReconciler reconciler =
        new ArtifactGeneratorReconciler(
            controllers.kinds(),
            beans.artifactGenerators(keeper, flags, cluster.client(), Clock.systemUTC(), " "));
    offered = reconciler;
    return reconciler;
  }

  /** Starts everything; artifacts are stored in an existing folder. */
  static LiveSources start(Path storageFolder) throws IOException {
    LiveSources sources = new LiveSources(LiveCluster.start(), true, storageFolder, List.of());
    sources.lead();
    return sources;
  }

  /** Starts a replica that serves artifacts and waits for the lead. */
  static LiveSources replica(LiveCluster cluster, Path storageFolder, String... flags)
      throws IOException {
    return new LiveSources(cluster, false, storageFolder, List.of(flags));
  }

  /** Begins to reconcile. */
  void lead() {
    controllers.start();
  }

  /** The port that artifacts are served on. */
  int artifactPort() {
    return artifacts.port();
  }

  /** The ExternalArtifacts whose state is shown as metrics. */
  Stream<? extends FluxObject> offered() {
    return offered.objects();
  }

  LiveCluster cluster() {
    return cluster;
  }

  /** What was told about an object so far. */
  List<Notice> events(String namespace, String name) {
    return controllers.events().about(namespace, name);
  }

  /** Waits until Ready is as expected for the newest spec, such as {@code True/Succeeded}. */
  <T extends ReconciledObject<?>> T await(
      Class<T> kind, String namespace, String name, String ready) {
    return cluster.await(
        kind,
        namespace,
        name,
        object ->
            ready(object)
                .filter(c -> c.observedGeneration() == object.getMetadata().getGeneration())
                .filter(c -> ready.equals(c.status() + "/" + c.reason()))
                .isPresent());
  }

  static Optional<Condition> ready(ReconciledObject<?> object) {
    return Conditions.find(object.status().conditions(), "Ready");
  }

  private static SourceFlags flags(Path storageFolder, int port, List<String> more) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--storage-path=" + storageFolder,
                "--storage-addr=127.0.0.1:" + port,
                "--storage-adv-addr=127.0.0.1:" + port,
                "--helm-index-max-size=100000",
                "--helm-chart-max-size=100000"));
    flags.addAll(more);
    return FlagParser.parse(new SourceFlags(), flags.toArray(String[]::new));
  }

  @Override
  public void close() {
    controllers.close();
    artifacts.close();
    cpu.close();
    if (ownsCluster) {
      cluster.close();
    }
  }
}
