package dev.millrace.controller.source.helmchart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.access.registry.RegistryLogin;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.meta.TypedObjectReference;
import dev.millrace.api.source.ArtifactVerification;
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
import dev.millrace.controller.source.http.Download;
import dev.millrace.controller.source.index.IndexCache;
import dev.millrace.controller.source.registry.PublicRoot;
import dev.millrace.controller.source.registry.RequireSignature;
import dev.millrace.controller.source.status.SourceReason;
import dev.millrace.harness.ReconcileHarness;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartFile;
import dev.millrace.helm.chart.ChartFolder;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.runtime.event.Notice;
import dev.millrace.safety.FileTree;
import dev.millrace.servers.ChartRepository;
import dev.millrace.servers.CosignKey;
import dev.millrace.servers.Login;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.OciRegistry.Layer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class HelmChartPipelineTest {
  private static final PublicRoot OFFLINE =
      () -> {
        throw new IOException("there is no network in tests");
      };
  private static final long MIB = 1L << 20;

  @TempDir private Path folder;
  private final FakeSecrets secrets = new FakeSecrets();
  private final FakeSources sources = new FakeSources();
  private final ChartRepository charts = ChartRepository.start();
  private StoragePlace storage;

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

  @Test
  void theHighestVersionInTheRangeIsPulled() throws Exception {
    var harness = harness(fromRepository("shop", "1.x", List.of()));
    var next = harness.reconcile();
    Artifact artifact = artifact(harness);
    assertThat(artifact.revision()).isEqualTo("1.1.0");
    assertThat(artifact.path()).isEqualTo("helmchart/apps/chart/shop-1.1.0.tgz");
    assertThat(harness.conditions())
        .containsExactly(
            "Ready=True/ChartPullSucceeded", "ArtifactInStorage=True/ChartPullSucceeded");
    assertThat(harness.message("Ready")).isEqualTo("pulled 'shop' chart with version '1.1.0'");
    assertThat(harness.notices()).extracting(Notice::reason).containsExactly("ChartPullSucceeded");
    assertThat(harness.status().url())
        .isEqualTo("http://storage.test/helmchart/apps/chart/latest.tar.gz");
    assertThat(harness.status().observedChartName()).isEqualTo("shop");
    assertThat(stored(artifact).metadata().version()).isEqualTo("1.1.0");
    assertThat(next).contains(Duration.ofMinutes(5));
  }

  @Test
  void theSameVersionIsNotPulledAgain() throws Exception {
    var harness = harness(fromRepository("shop", "1.0.0", List.of()));
    harness.reconcile();
    int writes = harness.statusWrites();
    charts.close();
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=True/ChartPullSucceeded");
    assertThat(harness.statusWrites()).isEqualTo(writes);
  }

  @Test
  void anUnknownChartStalls() throws Exception {
    var harness = harness(fromRepository("nope", "1.x", List.of()));
    assertThat(harness.reconcile()).isEmpty();
    assertThat(harness.conditions()).contains("Stalled=True/InvalidChartReference");
    assertThat(harness.message("Ready")).startsWith("invalid chart reference: ");
  }

  @Test
  void anUnknownVersionSaysWhatWasLookedFor() throws Exception {
    var harness = harness(fromRepository("shop", ">=9", List.of()));
    harness.reconcile();
    assertThat(harness.message("Ready"))
        .endsWith("no 'shop' chart with version matching '>=9' found");
  }

  @Test
  void valuesFilesOfTheChartAreMergedAndMarkTheVersion() throws Exception {
    byte[] archive =
        chart("shop", "3.0.0", Map.of("values.yaml", "a: 1\nb: 1\n", "prod.yaml", "b: 2\n")).pack();
    charts.publish("shop", "3.0.0", archive);
    sources.repository = repository();
    var harness = harness(fromRepository("shop", "3.x", List.of("values.yaml", "prod.yaml")));
    harness.reconcile();
    assertThat(artifact(harness).revision()).isEqualTo("3.0.0+1");
    assertThat(harness.message("Ready"))
        .isEqualTo(
            "packaged 'shop' chart with version '3.0.0+1' and merged values files"
                + " [values.yaml prod.yaml]");
    assertThat(stored(artifact(harness)).values()).isEqualTo(Map.of("a", 1.0, "b", 2.0));
  }

  @Test
  void aMissingValuesFileStallsUnlessItMayBeMissing() throws Exception {
    var harness = harness(fromRepository("shop", "1.x", List.of("prod.yaml")));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Stalled=True/ValuesFilesError");
    assertThat(harness.message("Ready"))
        .isEqualTo("values files merge error: no values file found at path 'prod.yaml'");
  }

  @Test
  void aSourceThatIsNotThereIsWaitedFor() throws Exception {
    var harness = harness(chart("GitRepository", "charts/shop", "ChartVersion", List.of()));
    assertThat(harness.reconcile()).contains(Duration.ofSeconds(30));
    assertThat(harness.conditions())
        .contains("Ready=False/SourceUnavailable", "FetchFailed=True/SourceUnavailable");
  }

  @Test
  void aChartInAGitRepositoryIsPackagedWithItsDependencies() throws Exception {
    charts.publish("lib", "0.3.0", chart("lib", "0.3.0", Map.of()).pack());
    sources.repository = repository();
    String metadata =
        """
        apiVersion: v2
        name: shop
        version: 1.0.0
        dependencies:
        - {name: lib, version: 0.x, repository: "%s"}
        - {name: local, version: "*", repository: "file://../local"}
        """
            .formatted(charts.address());
    sources.git =
        git(
            Map.of(
                "charts/shop/Chart.yaml", metadata,
                "charts/shop/templates/x.yaml", "kind: ConfigMap\n",
                "charts/local/Chart.yaml", "apiVersion: v2\nname: local\nversion: 0.1.0\n"));
    var harness = harness(chart("GitRepository", "./charts/shop", "ChartVersion", List.of()));
    harness.reconcile();
    assertThat(harness.message("Ready")).isEqualTo("packaged 'shop' chart with version '1.0.0'");
    assertThat(stored(artifact(harness)).dependencies())
        .extracting(Chart::name)
        .containsExactlyInAnyOrder("lib", "local");
    assertThat(harness.status().observedSourceArtifactRevision())
        .isEqualTo("main@sha1:0123456789abcdef");
  }

  @Test
  void theRevisionStrategyPutsTheCommitIntoTheVersion() throws Exception {
    sources.git = git(Map.of("shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n"));
    var harness = harness(chart("GitRepository", "shop", "Revision", List.of()));
    harness.reconcile();
    assertThat(artifact(harness).revision()).isEqualTo("1.0.0+0123456789ab");
  }

  @Test
  void row14PathsCannotLeaveTheSource() throws Exception {
    sources.git = git(Map.of("shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n"));
    var harness = harness(chart("GitRepository", "../../etc", "ChartVersion", List.of()));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Stalled=True/InvalidChartReference");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://127.0.0.1:1/values.yaml",
        "shop/../../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd"
      })
  void row13ValuesFilesAreTakenFromTheSourceOnly(String path) throws Exception {
    sources.git = git(Map.of("shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n"));
    var harness = harness(chart("GitRepository", "shop", "ChartVersion", List.of(path)));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Stalled=True/ValuesFilesError");
    assertThat(harness.status().artifact()).isNull();
    var remote = harness(fromRepository("shop", "1.x", List.of(path)));
    remote.reconcile();
    assertThat(remote.conditions()).contains("Stalled=True/ValuesFilesError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file://../../../../etc", "file:///etc", "file://..%2f..%2fetc", "ssh://x/y", "x"})
  void row16DependenciesCannotLeadOutOfTheSource(String repository) throws Exception {
    sources.git =
        git(
            Map.of(
                "shop/Chart.yaml",
                "apiVersion: v2\nname: shop\nversion: 1.0.0\n"
                    + "dependencies: [{name: evil, version: 1.x, repository: \"%s\"}]\n"
                        .formatted(repository)));
    var harness = harness(chart("GitRepository", "shop", "ChartVersion", List.of()));
    harness.reconcile();
    assertThat(harness.conditions()).anyMatch(each -> each.startsWith("Ready=False/"));
    assertThat(harness.message("Ready")).isNotEmpty().doesNotContain("InternalError");
    assertThat(harness.status().artifact()).isNull();
  }

  @Test
  void aDependencyThatIsNowhereIsSaid() throws Exception {
    sources.git =
        git(
            Map.of(
                "shop/Chart.yaml",
                "apiVersion: v2\n"
                    + "name: shop\n"
                    + "version: 1.0.0\n"
                    + "dependencies: [{name: gone, version: 1.x, repository:"
                    + " \"file://../gone\"}]\n"));
    var harness = harness(chart("GitRepository", "shop", "ChartVersion", List.of()));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/DependencyBuildError");
    assertThat(harness.message("Ready"))
        .startsWith("dependency build error: failed to add dependency 'gone': ");
  }

  @Test
  void aChartOfARegistryIsPulled() throws Exception {
    try (OciRegistry registry = registryWithCharts(null)) {
      sources.repository = registryRepository(registry, null);
      var harness = harness(fromRepository("shop", "1.x", List.of()));
      harness.reconcile();
      assertThat(harness.message("Ready")).isEqualTo("pulled 'shop' chart with version '1.1.0+b'");
      assertThat(artifact(harness).path()).isEqualTo("helmchart/apps/chart/shop-1.1.0+b.tgz");
      assertThat(stored(artifact(harness)).metadata().version()).isEqualTo("1.1.0+b");
      assertThat(harness.status().observedSourceArtifactRevision()).isNull();
    }
  }

  @Test
  void anExactVersionNeedsNoListOfTags() throws Exception {
    try (OciRegistry registry = registryWithCharts(null)) {
      sources.repository = registryRepository(registry, null);
      var harness = harness(fromRepository("shop", "1.0.0", List.of()));
      harness.reconcile();
      assertThat(artifact(harness).revision()).isEqualTo("1.0.0");
      int requests = registry.requests();
      harness.reconcile();
      assertThat(registry.requests()).isEqualTo(requests);
    }
  }

  @Test
  void aVersionThatTheRegistryLacksStalls() throws Exception {
    try (OciRegistry registry = registryWithCharts(null)) {
      sources.repository = registryRepository(registry, null);
      var harness = harness(fromRepository("shop", ">=9", List.of()));
      assertThat(harness.reconcile()).isEmpty();
      assertThat(harness.conditions()).contains("Stalled=True/InvalidChartReference");
      assertThat(harness.message("Ready"))
          .endsWith("could not locate a version matching provided version string >=9");
    }
  }

  @Test
  void aRegistryThatIsAwayIsTriedAgain() throws Exception {
    OciRegistry registry = registryWithCharts(null);
    sources.repository = registryRepository(registry, null);
    registry.close();
    var harness = harness(fromRepository("shop", "1.x", List.of()));
    assertThat(harness.reconcile()).contains(Duration.ofMillis(750));
    assertThat(harness.conditions()).contains("Ready=False/ChartPullError");
    assertThat(harness.message("Ready")).contains("connection refused");
  }

  @Test
  void logsInToTheRegistryWithUserAndPassword() throws Exception {
    try (OciRegistry registry = registryWithCharts(new Login("reader", "s3cret"))) {
      secrets.put("apps", "login", Map.of("username", "reader", "password", "s3cret"));
      sources.repository = registryRepository(registry, "login");
      var harness = harness(fromRepository("shop", "1.x", List.of()));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/ChartPullSucceeded");
      secrets.put("apps", "login", Map.of("username", "reader", "password", "wr0ng"));
      harness.edit(object -> object.setSpec(fromRepository("shop", "<1.1", List.of()).spec()));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=False/ChartPullError");
      assertThat(harness.message("Ready")).contains("401").doesNotContain("wr0ng");
    }
  }

  @Test
  void aDependencyComesFromARegistry() throws Exception {
    try (OciRegistry registry = registryWithCharts(null)) {
      sources.repository = registryRepository(registry, null);
      sources.git =
          git(
              Map.of(
                  "app/Chart.yaml",
                  "apiVersion: v2\nname: app\nversion: 1.0.0\n"
                      + "dependencies: [{name: shop, version: 1.x, repository: \"oci://%s/charts\"}]\n"
                          .formatted(registry.host())));
      var harness = harness(chart("GitRepository", "app", "ChartVersion", List.of()));
      harness.reconcile();
      assertThat(stored(artifact(harness)).dependencies())
          .extracting(c -> c.metadata().version())
          .containsExactly("1.1.0+b");
    }
  }

  @Test
  void aSignedChartIsPulledAndAForgedOneIsNot() throws Exception {
    try (OciRegistry registry = registryWithCharts(null)) {
      CosignKey key = CosignKey.generate("EC");
      secrets.put("apps", "signers", Map.of("team.pub", key.publicKey()));
      sources.repository = registryRepository(registry, null);
      key.sign(registry, "charts/shop", registry.digest("charts/shop", "1.0.0"));
      CosignKey.generate("EC")
          .sign(registry, "charts/shop", registry.digest("charts/shop", "2.0.0"));
      var harness = harness(verified("HelmRepository", "1.0.0"));
      harness.reconcile();
      assertThat(harness.conditions())
          .contains("Ready=True/ChartPullSucceeded", "SourceVerified=True/Succeeded");
      assertThat(harness.message("SourceVerified"))
          .isEqualTo("verified signature of version 1.0.0");
      harness.edit(object -> object.setSpec(verified("HelmRepository", "2.0.0").spec()));
      harness.reconcile();
      assertThat(harness.conditions())
          .contains(
              "Ready=False/ChartVerificationError",
              "ArtifactInStorage=True/ChartPullSucceeded",
              "SourceVerified=False/ChartVerificationError");
      assertThat(artifact(harness).revision()).isEqualTo("1.0.0");
    }
  }

  @Test
  void aChartThatHasNoSignaturesToCheckIsRefused() throws Exception {
    var harness = harness(verified("HelmRepository", "1.0.0"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("SourceVerified=False/ChartVerificationError");
    assertThat(harness.status().artifact()).isNull();
  }

  private static HelmChart verified(String kind, String version) {
    HelmChart chart = chart(kind, "shop", "ChartVersion", List.of());
    HelmChartSpec spec = spec(kind, "shop", version, "ChartVersion", List.of());
    chart.setSpec(
        new HelmChartSpec(
            spec.chart(),
            spec.version(),
            spec.sourceRef(),
            spec.interval(),
            spec.reconcileStrategy(),
            spec.valuesFiles(),
            null,
            false,
            new ArtifactVerification(
                "cosign", new LocalObjectReference("signers"), List.of(), null),
            false));
    return chart;
  }

  private static OciRegistry registryWithCharts(@Nullable Login login) throws Exception {
    OciRegistry registry = OciRegistry.start(0, login);
    for (String version : List.of("1.0.0", "1.1.0+b", "2.0.0")) {
      registry.putArtifact(
          "charts/shop",
          version.replace('+', '_'),
          "application/vnd.cncf.helm.config.v1+json",
          List.of(
              new Layer(
                  "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
                  chart("shop", version, Map.of()).pack())),
          Map.of());
    }
    return registry;
  }

  private static HelmRepository registryRepository(OciRegistry registry, @Nullable String secret) {
    HelmRepository repository = named(new HelmRepository());
    repository.setSpec(
        new HelmRepositorySpec(
            "oci://" + registry.host() + "/charts",
            "oci",
            new GoDuration("1m"),
            new GoDuration("5s"),
            secret == null ? null : new LocalObjectReference(secret),
            null,
            false,
            "generic",
            true,
            false,
            null));
    return repository;
  }

  private ReconcileHarness<HelmChart, HelmChartStatus> harness(HelmChart object) {
    var keeper = storage.keeper();
    var indexes = new StoredIndexes(keeper, IndexCache.none(), MIB);
    var access = new ResolveAccess(secrets);
    var registryCharts =
        new RegistryCharts(
            new RegistryLogin(
                secrets, (_, _) -> Optional.empty(), SourceReason.AUTHENTICATION_FAILED));
    var reader = new ChartReader(MIB, MIB);
    var download = new Download();
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

  private Chart stored(Artifact artifact) throws Exception {
    byte[] archive = Files.readAllBytes(folder.resolve(artifact.path()));
    return ChartFolder.unpack(archive, ChartLimits.defaults()).chart();
  }

  private static Artifact artifact(ReconcileHarness<HelmChart, HelmChartStatus> of) {
    return of.object().artifact().orElseThrow();
  }

  private static HelmChart fromRepository(String name, String version, List<String> valuesFiles) {
    HelmChart chart = chart("HelmRepository", name, "ChartVersion", valuesFiles);
    chart.setSpec(spec("HelmRepository", name, version, "ChartVersion", valuesFiles));
    return chart;
  }

  private static HelmChart chart(
      String sourceKind, String path, String strategy, List<String> valuesFiles) {
    HelmChart chart = new HelmChart();
    chart.setMetadata(new ObjectMetaBuilder().withName("chart").withNamespace("apps").build());
    chart.setSpec(spec(sourceKind, path, "*", strategy, valuesFiles));
    return chart;
  }

  private static HelmChartSpec spec(
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

  private HelmRepository repository() throws Exception {
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

  private GitRepository git(Map<String, String> files) throws Exception {
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

  private static <R extends HasMetadata> R named(R object) {
    object.setMetadata(new ObjectMetaBuilder().withName("source").withNamespace("apps").build());
    return object;
  }

  private static ChartFolder chart(String name, String version, Map<String, String> more)
      throws Exception {
    Map<String, byte[]> files = new HashMap<>();
    files.put("Chart.yaml", utf8("apiVersion: v2\nname: " + name + "\nversion: " + version + "\n"));
    more.forEach((path, text) -> files.put(path, ChartFile.ofText(path, text).data()));
    return ChartFolder.read(FileTree.inMemory(files), "", ChartLimits.defaults());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
