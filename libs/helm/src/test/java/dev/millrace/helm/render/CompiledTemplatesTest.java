package dev.millrace.helm.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartArchiveReader;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.helm.chart.TestArchives;
import java.io.ByteArrayInputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CompiledTemplatesTest {
  private final AtomicInteger compilations = new AtomicInteger();

  private ChartRenderer renderer(int capacity) {
    Functions functions =
        TemplateFunctions.all(SprigEnvironment.isolated(InstantSource.system(), new Random(1)));
    return new ChartRenderer(
        new CompiledTemplates(
            scopes -> {
              compilations.incrementAndGet();
              return CompiledTemplates.parse(functions, scopes);
            },
            capacity));
  }

  private static Chart read(String template) throws Exception {
    byte[] archive =
        TestArchives.of(
            Map.of(
                "demo/Chart.yaml", "apiVersion: v2\nname: demo\nversion: 1.2.3\n",
                "demo/templates/t.yaml", template,
                "demo/charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 1.2.3\n",
                "demo/charts/sub/templates/s.yaml", "s: {{ .Values.s }}"));
    return new ChartArchiveReader(ChartLimits.defaults()).read(new ByteArrayInputStream(archive));
  }

  private static String render(ChartRenderer renderer, Chart chart, long value) throws Exception {
    return renderer
        .renderTexts(
            chart,
            Map.of("v", value),
            ReleaseIdentity.install("rel", "ns"),
            RenderOptions.offline(KubeVersion.parse("1.33.0").orElseThrow()))
        .getOrDefault("demo/templates/t.yaml", "");
  }

  @Test
  void compilesAChartOnceForAllValuesAndReadings() throws Exception {
    ChartRenderer renderer = renderer(4);
    Chart chart = read("v: {{ .Values.v }}");
    assertThat(render(renderer, chart, 1)).isEqualTo("v: 1");
    assertThat(render(renderer, chart, 2)).isEqualTo("v: 2");
    assertThat(render(renderer, read("v: {{ .Values.v }}"), 3)).isEqualTo("v: 3");
    assertThat(compilations).hasValue(1);
  }

  @Test
  void compilesWhatDiffersInASingleCharacter() throws Exception {
    ChartRenderer renderer = renderer(4);
    assertThat(render(renderer, read("v: {{ .Values.v }}"), 1)).isEqualTo("v: 1");
    assertThat(render(renderer, read("w: {{ .Values.v }}"), 1)).isEqualTo("w: 1");
    assertThat(compilations).hasValue(2);
  }

  @Test
  void forgetsTheChartUsedLongestAgo() throws Exception {
    ChartRenderer renderer = renderer(2);
    for (String name : new String[] {"a", "b", "a", "c", "a", "b"}) {
      render(renderer, read(name + ": {{ .Values.v }}"), 1);
    }
    assertThat(compilations).hasValue(4);
  }
}
