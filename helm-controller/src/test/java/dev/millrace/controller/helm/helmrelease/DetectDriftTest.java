package dev.millrace.controller.helm.helmrelease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.apply.report.DriftReport.Values;
import dev.millrace.controller.helm.chart.LoadedChart;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartArchiveReader;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseInfo;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.servers.TarGz;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A chart may put a value of a Secret into any field. */
class DetectDriftTest {
  private static final String LOOKUP = "a: {{ (lookup \"v1\" \"Secret\" \"ns\" \"db\").data.a }}";
  private static final Chart PLAIN = chart("templates/a.yaml", "a: b");
  private static final Chart LOOKS_UP = chart("templates/a.yaml", LOOKUP);
  private static final Chart SUBCHART_LOOKS_UP = chart("charts/sub/templates/a.yaml", LOOKUP);

  @Test
  void withholdsTheValuesOfReleasesThatAreMadeWithASecret() {
    assertThat(values("", PLAIN, PLAIN)).isEqualTo(Values.TOLD);
    assertThat(values("{kind: ConfigMap, name: a}", PLAIN, PLAIN)).isEqualTo(Values.TOLD);
    assertThat(values("{kind: ConfigMap, name: a}, {kind: Secret, name: b}", PLAIN, PLAIN))
        .isEqualTo(Values.WITHHELD);
  }

  @Test
  void withholdsTheValuesOfReleasesThatMayHaveLookedUpASecret() {
    assertThat(values("", LOOKS_UP, PLAIN)).isEqualTo(Values.WITHHELD);
    assertThat(values("", PLAIN, LOOKS_UP)).isEqualTo(Values.WITHHELD);
    assertThat(values("", PLAIN, SUBCHART_LOOKS_UP)).isEqualTo(Values.WITHHELD);
  }

  private static Values values(String valuesFrom, Chart recorded, Chart wanted) {
    HelmRelease object =
        Serialization.unmarshal(
            """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: app, namespace: apps}
            spec: {interval: 1m, valuesFrom: [%s]}
            """
                .formatted(valuesFrom),
            HelmRelease.class);
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    Release release =
        new Release(
            "app",
            "apps",
            1,
            ReleaseInfo.started(now, now, ReleaseStatus.DEPLOYED, ""),
            recorded,
            Map.of(),
            "",
            List.of(),
            ApplyMethod.SERVER_SIDE,
            Map.of());
    return DetectDrift.values(
        WantedRelease.of(object, new LoadedChart(wanted, ""), Map.of()), release);
  }

  private static Chart chart(String path, String template) {
    Map<String, byte[]> files =
        Map.of(
            "app/Chart.yaml",
            bytes("apiVersion: v2\nname: app\nversion: 1.0.0\n"),
            "app/charts/sub/Chart.yaml",
            bytes("apiVersion: v2\nname: sub\nversion: 1.0.0\n"),
            "app/" + path,
            bytes(template));
    try {
      return new ChartArchiveReader(ChartLimits.defaults()).read(TarGz.of(files));
    } catch (ChartException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
