package dev.millrace.controller.source.helmchart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Artifact;
import dev.millrace.runtime.event.Notice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Charts of repositories over HTTP. */
class HelmChartPipelineTest extends HelmChartScene {
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
}
