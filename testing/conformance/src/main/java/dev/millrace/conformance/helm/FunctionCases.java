package dev.millrace.conformance.helm;

import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartDirectoryReader;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.helm.render.KubeVersion;
import dev.millrace.helm.render.ReleaseIdentity;
import dev.millrace.helm.render.RenderException;
import dev.millrace.helm.render.RenderOptions;
import dev.millrace.safety.FileTree;
import dev.millrace.yaml.GoJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** The cases of {@code functions/helm.json}: one template in a chart with a few files. */
final class FunctionCases {
  private static final String CHART_YAML =
      """
      apiVersion: v2
      name: demo
      version: 1.2.3
      appVersion: "4.5"
      keywords: [k1, k2]
      annotations: {a: b}
      """;

  private final ChartRenderer renderer =
      new ChartRenderer(SprigEnvironment.isolated(InstantSource.system(), new Random(1)));
  private final RenderOptions options =
      RenderOptions.offline(KubeVersion.parse("1.33.0").orElseThrow());

  List<CaseResult> run(Path file) throws IOException {
    var results = new ArrayList<CaseResult>();
    Object cases = Objects.requireNonNull(GoJson.read(Files.readString(file)));
    for (Object each : (List<?>) cases) {
      results.add(run((Map<?, ?>) each));
    }
    return results;
  }

  private CaseResult run(Map<?, ?> testCase) throws IOException {
    String id = String.valueOf(testCase.get("id"));
    String template = String.valueOf(testCase.get("template"));
    String outcome;
    boolean failed = false;
    try {
      outcome = render(testCase);
    } catch (RenderException | ChartException e) {
      outcome = String.valueOf(e.getMessage());
      failed = true;
    } catch (RuntimeException e) {
      return CaseResult.failed(id, template + "\n  threw " + e);
    }
    boolean errorWanted = testCase.containsKey("error");
    String wanted = String.valueOf(testCase.get(errorWanted ? "error" : "expected"));
    if (errorWanted == failed && (failed || outcome.equals(wanted))) {
      return CaseResult.equal(id);
    }
    return CaseResult.failed(
        id,
        template
            + "\n  wanted "
            + (errorWanted ? "error " : "")
            + wanted
            + "\n  got    "
            + (failed ? "error " : "")
            + outcome);
  }

  private String render(Map<?, ?> testCase) throws IOException, ChartException, RenderException {
    var texts = new LinkedHashMap<String, String>();
    texts.put("Chart.yaml", CHART_YAML);
    texts.put("values.yaml", String.valueOf(testCase.get("valuesYaml")));
    texts.put("templates/t.yaml", String.valueOf(testCase.get("template")));
    if (testCase.get("helpers") instanceof String helpers) {
      texts.put("templates/_helpers.tpl", helpers);
    }
    texts.put("files/a.txt", "hello\nworld\n");
    texts.put("files/b.json", "{\"k\": [1, 2]}");
    texts.put("files/sub/c.conf", "x=1\r\ny=2");
    texts.put("files/tpl.txt", "v={{ .Values.s }}");
    var files = new LinkedHashMap<String, byte[]>();
    texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
    Chart chart =
        new ChartDirectoryReader(ChartLimits.defaults()).read(FileTree.inMemory(files), "");
    return renderer
        .renderTexts(chart, Map.of(), ReleaseIdentity.install("rel", "ns"), options)
        .getOrDefault("demo/templates/t.yaml", "");
  }
}
