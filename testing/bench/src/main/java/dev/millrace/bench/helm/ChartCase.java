package dev.millrace.bench.helm;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartArchiveReader;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.helm.cli.TemplateOutput;
import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.helm.render.KubeVersion;
import dev.millrace.helm.render.ReleaseIdentity;
import dev.millrace.helm.render.RenderException;
import dev.millrace.helm.render.RenderOptions;
import dev.millrace.helm.values.ValuesException;
import dev.millrace.helm.values.ValuesReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A chart of the conformance cases with one set of values.
 *
 * @param lines how long the output is
 */
record ChartCase(String name, Path archive, Path valuesFile, int lines) {
  static final String KUBE_VERSION = "1.33.0";

  /** The cases with the longest output, one for each chart. */
  static List<ChartCase> largest(int count) throws IOException {
    String named = System.getenv("MILLRACE_CONFORMANCE");
    Path cases = Path.of(named == null ? "../shared/conformance" : named).resolve("helm");
    List<String> index = Files.readAllLines(cases.resolve("index.tsv"));
    List<String> columns = List.of(index.getFirst().split("\t", -1));
    List<ChartCase> all = new ArrayList<>();
    for (String line : index.subList(1, index.size())) {
      String[] cells = line.split("\t", -1);
      if (!cells[columns.indexOf("kind")].equals("error")) {
        Path chart = cases.resolve("charts").resolve(cells[0]);
        all.add(
            new ChartCase(
                cells[0],
                chart.resolve("chart.tgz"),
                chart.resolve(cells[1]).resolve("values.yaml"),
                Integer.parseInt(cells[columns.indexOf("expected_lines")])));
      }
    }
    all.sort(Comparator.comparingInt(ChartCase::lines).reversed());
    List<String> seen = new ArrayList<>();
    all.removeIf(each -> seen.contains(each.name()) || !seen.add(each.name()));
    return all.subList(0, Math.min(count, all.size()));
  }

  Chart read() throws IOException, ChartException {
    try (InputStream in = Files.newInputStream(archive)) {
      return new ChartArchiveReader(ChartLimits.defaults()).read(in);
    }
  }

  Map<String, Object> values() throws IOException, ValuesException {
    return ValuesReader.read(Files.readString(valuesFile));
  }

  /** Renders a chart that was read before, as a controller does. */
  static String render(ChartRenderer renderer, Chart chart, Map<String, Object> values)
      throws ChartException, ValuesException, RenderException {
    var options = RenderOptions.offline(KubeVersion.parse(KUBE_VERSION).orElseThrow());
    var release = ReleaseIdentity.install("rel", "ns");
    return TemplateOutput.of(renderer.render(chart, values, release, options), true);
  }
}
