package dev.millrace.controller.source.helmchart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.ArtifactVerification;
import dev.millrace.api.source.HelmChart;
import dev.millrace.api.source.HelmChartSpec;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.api.source.HelmRepositorySpec;
import dev.millrace.servers.CosignKey;
import dev.millrace.servers.Login;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.OciRegistry.Layer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Charts of OCI registries. */
class HelmChartFromRegistryTest extends HelmChartScene {
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
  void aVersionThatTheRegistryLacksIsFoundOnceItIsThere() throws Exception {
    try (OciRegistry registry = registryWithCharts(null)) {
      sources.repository = registryRepository(registry, null);
      var harness = harness(fromRepository("shop", ">=9", List.of()));
      assertThat(harness.reconcile()).contains(Duration.ofMillis(750));
      assertThat(harness.conditions()).contains("Ready=False/ChartPullError");
      assertThat(harness.message("Ready"))
          .endsWith("could not locate a version matching provided version string >=9");

      put(registry, "9.0.0");
      harness.reconcile();
      assertThat(artifact(harness).revision()).isEqualTo("9.0.0");
    }
  }

  @Test
  void aChartThatTheRegistryLacksIsTriedAgain() throws Exception {
    try (OciRegistry registry = registryWithCharts(null)) {
      sources.repository = registryRepository(registry, null);
      var harness = harness(fromRepository("other", "1.x", List.of()));
      assertThat(harness.reconcile()).contains(Duration.ofMillis(750));
      assertThat(harness.conditions()).contains("Ready=False/ChartPullError");
    }
  }

  @Test
  void aRangeThatIsNoneStalls() throws Exception {
    try (OciRegistry registry = registryWithCharts(null)) {
      sources.repository = registryRepository(registry, null);
      var harness = harness(fromRepository("shop", "newest", List.of()));
      assertThat(harness.reconcile()).isEmpty();
      assertThat(harness.conditions()).contains("Stalled=True/InvalidChartReference");
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
  void aChartWhoseSignerIsTrustedNoMoreIsNotReadyAnyLonger() throws Exception {
    try (OciRegistry registry = registryWithCharts(null)) {
      CosignKey key = CosignKey.generate("EC");
      secrets.put("apps", "signers", Map.of("team.pub", key.publicKey()));
      sources.repository = registryRepository(registry, null);
      key.sign(registry, "charts/shop", registry.digest("charts/shop", "1.0.0"));
      var harness = harness(verified("HelmRepository", "1.0.0"));
      harness.reconcile();
      secrets.put("apps", "signers", Map.of("team.pub", CosignKey.generate("EC").publicKey()));
      harness.reconcile();
      assertThat(harness.conditions())
          .contains(
              "Ready=False/ChartVerificationError", "SourceVerified=False/ChartVerificationError");
      secrets.put("apps", "signers", Map.of("team.pub", key.publicKey()));
      harness.reconcile();
      assertThat(harness.conditions())
          .contains("Ready=True/ChartPullSucceeded", "SourceVerified=True/Succeeded");
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
      put(registry, version);
    }
    return registry;
  }

  private static void put(OciRegistry registry, String version) throws Exception {
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
}
