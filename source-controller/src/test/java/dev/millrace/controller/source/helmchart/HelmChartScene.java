package dev.millrace.controller.source.helmchart;

import dev.millrace.access.registry.RegistryLogin;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.TypedObjectReference;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositoryStatus;
import dev.millrace.api.source.HelmChart;
import dev.millrace.api.source.HelmChartSpec;
import dev.millrace.api.source.HelmChartStatus;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.api.source.HelmRepositorySpec;
import dev.millrace.api.source.HelmRepositoryStatus;
import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.controller.source.FakeSecrets;
import dev.millrace.controller.source.StoragePlace;
import dev.millrace.controller.source.helmrepository.ResolveAccess;
import dev.millrace.controller.source.index.IndexCache;
import dev.millrace.controller.source.registry.PublicRoot;
import dev.millrace.controller.source.registry.RequireSignature;
import dev.millrace.controller.source.status.SourceReason;
import dev.millrace.harness.ReconcileHarness;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartFile;
import dev.millrace.helm.chart.ChartFolder;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.http.Download;
import dev.millrace.safety.net.EgressPolicy;
import dev.millrace.servers.ChartRepository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A HelmChart, what it may come from, and a store for artifacts. */
@SuppressWarnings("NullAway.Init")
abstract class HelmChartScene {
  static final PublicRoot OFFLINE =
      () -> {
        throw new IOException("there is no network in tests");
      };
  static final long MIB = 1L << 20;

  @TempDir Path folder;
  final FakeSecrets secrets = new FakeSecrets();
  final FakeSources sources = new FakeSources();
  final ChartRepository charts = ChartRepository.start();
  StoragePlace storage;

  @BeforeEach
  void publishCharts() throws Exception {
    storage = new StoragePlace(folder);
    charts.publish("shop", "1.0.0", chart("shop", "1.0.0", Map.of()).pack());
    charts.publish("shop", "1.1.0", chart("shop", "1.1.0", Map.of()).pack());
    charts.publish("shop", "2.0.0", chart("shop", "2.0.0", Map.of()).pack());
    sources.repository = repository();
  }

  @AfterEach
  void stop() {
    charts.close();
    storage.close();
  }

  ReconcileHarness<HelmChart, HelmChartStatus> harness(HelmChart object) {
    var keeper = storage.keeper();
    var indexes = new StoredIndexes(keeper, IndexCache.none(), MIB);
    var access = new ResolveAccess(secrets);
    var registryCharts =
        new RegistryCharts(
            new RegistryLogin(
                secrets, (_, _) -> Optional.empty(), SourceReason.AUTHENTICATION_FAILED));
    var reader = new ChartReader(MIB, MIB);
    var download = new Download("test", EgressPolicy.open());
    var pipeline =
        new HelmChartPipeline(
            keeper,
            new FindSource(sources),
            new ResolveChart(keeper, indexes, access, registryCharts, reader),
            new VerifyChart(new RequireSignature(secrets, OFFLINE, Clock.systemUTC())),
            new BuildChart(
                download,
                registryCharts,
                reader,
                new MergeValues(),
                new AddDependencies(
                    sources, indexes, access, download, registryCharts, reader, MIB)));
    return ReconcileHarness.of(new HelmChartKind(), pipeline, object);
  }

  Chart stored(Artifact artifact) throws Exception {
    byte[] archive = Files.readAllBytes(folder.resolve(artifact.path()));
    return ChartFolder.unpack(archive, ChartLimits.defaults()).chart();
  }

  static Artifact artifact(ReconcileHarness<HelmChart, HelmChartStatus> of) {
    return of.object().artifact().orElseThrow();
  }

  static HelmChart fromRepository(String name, String version, List<String> valuesFiles) {
    HelmChart chart = chart("HelmRepository", name, "ChartVersion", valuesFiles);
    chart.setSpec(spec("HelmRepository", name, version, "ChartVersion", valuesFiles));
    return chart;
  }

  static HelmChart chart(
      String sourceKind, String path, String strategy, List<String> valuesFiles) {
    HelmChart chart = new HelmChart();
    chart.setMetadata(new ObjectMetaBuilder().withName("chart").withNamespace("apps").build());
    chart.setSpec(spec(sourceKind, path, "*", strategy, valuesFiles));
    return chart;
  }

  static HelmChartSpec spec(
      String sourceKind, String path, String version, String strategy, List<String> valuesFiles) {
    return new HelmChartSpec(
        path,
        version,
        new TypedObjectReference(null, sourceKind, "source", null),
        new GoDuration("5m"),
        strategy,
        valuesFiles,
        null,
        false,
        null,
        false);
  }

  HelmRepository repository() throws Exception {
    HelmRepository repository = named(new HelmRepository());
    repository.setSpec(
        new HelmRepositorySpec(
            charts.address().toString(),
            "default",
            new GoDuration("1m"),
            new GoDuration("5s"),
            null,
            null,
            false,
            "generic",
            false,
            false,
            null));
    byte[] index = charts.address().resolve("/index.yaml").toURL().openStream().readAllBytes();
    Artifact artifact =
        storage
            .keeper()
            .publish(repository, "index-1.yaml", "sha256:1", Map.of(), out -> out.write(index));
    repository.setStatus(HelmRepositoryStatus.builder().artifact(artifact).build());
    return repository;
  }

  GitRepository git(Map<String, String> files) throws Exception {
    GitRepository repository = named(new GitRepository());
    ArchiveTree.Builder tree = ArchiveTree.builder();
    files.forEach(
        (path, text) -> tree.add(ArchiveEntry.file(path, text.getBytes(StandardCharsets.UTF_8))));
    Artifact artifact =
        storage
            .keeper()
            .publishArchive(
                repository, "1.tar.gz", "main@sha1:0123456789abcdef", Map.of(), tree.build());
    repository.setStatus(GitRepositoryStatus.builder().artifact(artifact).build());
    return repository;
  }

  static <R extends HasMetadata> R named(R object) {
    object.setMetadata(new ObjectMetaBuilder().withName("source").withNamespace("apps").build());
    return object;
  }

  static ChartFolder chart(String name, String version, Map<String, String> more) throws Exception {
    Map<String, byte[]> files = new HashMap<>();
    files.put("Chart.yaml", utf8("apiVersion: v2\nname: " + name + "\nversion: " + version + "\n"));
    more.forEach((path, text) -> files.put(path, ChartFile.ofText(path, text).data()));
    return ChartFolder.read(FileTree.inMemory(files), "", ChartLimits.defaults());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
