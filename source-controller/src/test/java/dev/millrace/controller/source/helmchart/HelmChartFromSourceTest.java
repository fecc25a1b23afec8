package dev.millrace.controller.source.helmchart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.helm.chart.Chart;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Charts that lie in the artifacts of other sources. */
class HelmChartFromSourceTest extends HelmChartScene {
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

  @ParameterizedTest
  @CsvSource({"0.2.0, 0.2.0", "1.0.0, 0.3.0"})
  void theLockDecidesAboutVersionsInTheRange(String locked, String taken) throws Exception {
    for (String version : List.of("0.2.0", "0.3.0", "1.0.0")) {
      charts.publish("lib", version, chart("lib", version, Map.of()).pack());
    }
    sources.repository = repository();
    sources.git =
        git(
            Map.of(
                "shop/Chart.yaml",
                "apiVersion: v2\nname: shop\nversion: 1.0.0\n" + dependency("0.x"),
                "shop/Chart.lock",
                dependency(locked) + "digest: sha256:0\ngenerated: \"2026-01-01T00:00:00Z\"\n"));
    var harness = harness(chart("GitRepository", "shop", "ChartVersion", List.of()));
    harness.reconcile();
    assertThat(stored(artifact(harness)).dependencies())
        .extracting(c -> c.metadata().version())
        .containsExactly(taken);
  }

  private String dependency(String version) {
    return "dependencies: [{name: lib, version: %s, repository: \"%s\"}]\n"
        .formatted(version, charts.address());
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
}
