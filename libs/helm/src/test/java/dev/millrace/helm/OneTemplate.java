package dev.millrace.helm;

import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.helm.chart.ChartDirectoryReader;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.helm.render.KubeVersion;
import dev.millrace.helm.render.ReleaseIdentity;
import dev.millrace.helm.render.RenderException;
import dev.millrace.helm.render.RenderOptions;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Renders a chart whose only template is the text under test. */
public final class OneTemplate {
  private static final String CHART = "apiVersion: v2\nname: demo\nversion: 1.2.3\n";

  private OneTemplate() {}

  /** What the template gives for a chart without values. */
  public static String render(String template) throws IOException, ChartException, RenderException {
    return render(template, Map.of());
  }

  /** What the template gives in a chart with more files. */
  public static String render(String template, Map<String, String> files)
      throws IOException, ChartException, RenderException {
    var content = new LinkedHashMap<String, byte[]>();
    content.put("Chart.yaml", bytes(CHART));
    content.put("templates/t.yaml", bytes(template));
    files.forEach((path, text) -> content.put(path, bytes(text)));
    var environment = SprigEnvironment.isolated(InstantSource.system(), new Random(1));
    return new ChartRenderer(environment)
        .renderTexts(
            new ChartDirectoryReader(ChartLimits.defaults()).read(FileTree.inMemory(content), ""),
            Map.of(),
            ReleaseIdentity.install("rel", "ns"),
            RenderOptions.offline(KubeVersion.parse("1.33.0").orElseThrow()))
        .getOrDefault("demo/templates/t.yaml", "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
