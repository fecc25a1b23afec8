package dev.millrace.conformance.helm;

import dev.millrace.gotemplate.sprig.SprigEnvironment;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.zip.GZIPInputStream;

/** The cases below {@code charts/}: a chart and values, and what {@code helm template} prints. */
final class ChartCases {
  private final ChartRenderer renderer =
      new ChartRenderer(SprigEnvironment.isolated(InstantSource.system(), new SecureRandom()));
  private final RenderOptions options =
      RenderOptions.offline(KubeVersion.parse("1.33.0").orElseThrow());
  private final Path charts;

  ChartCases(Path charts) {
    this.charts = charts;
  }

  /** What a case demands. */
  enum Kind {
    DETERMINISTIC,
    NONDETERMINISTIC,
    ERROR
  }

  CaseResult run(String key, String variant, Kind kind) throws IOException {
    String id = key + "/" + variant;
    Path folder = charts.resolve(key).resolve(variant);
    String output;
    try {
      output = render(charts.resolve(key).resolve("chart.tgz"), folder.resolve("values.yaml"));
    } catch (ChartException | ValuesException | RenderException e) {
      return kind == Kind.ERROR
          ? compareError(id, folder, String.valueOf(e.getMessage()))
          : CaseResult.failed(id, "error " + e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      return CaseResult.failed(id, "threw " + e);
    }
    if (kind == Kind.ERROR) {
      return CaseResult.failed(id, "rendered, but had to fail");
    }
    String wanted = gunzip(folder.resolve("expected.yaml.gz"));
    return kind == Kind.DETERMINISTIC
        ? Documents.compare(id, wanted, output)
        : Documents.compareMasked(
            id, wanted, output, Files.readString(folder.resolve("nondeterministic.json")));
  }

  private String render(Path archive, Path values)
      throws IOException, ChartException, ValuesException, RenderException {
    Chart chart;
    try (InputStream in = Files.newInputStream(archive)) {
      chart = new ChartArchiveReader(ChartLimits.defaults()).read(in);
    }
    var userValues = ValuesReader.read(Files.readString(values));
    var rendered =
        renderer.render(chart, userValues, ReleaseIdentity.install("rel", "ns"), options);
    return TemplateOutput.of(rendered, true);
  }

  /** The text of a {@code fail}, {@code required} or schema violation must be there. */
  private static CaseResult compareError(String id, Path folder, String message)
      throws IOException {
    String wanted = Files.readString(folder.resolve("expected-error.txt"));
    String essence = essence(wanted);
    if (message.contains(essence)) {
      return CaseResult.equal(id);
    }
    return CaseResult.failed(id, "wanted error " + essence + "\n  got    error " + message);
  }

  private static String essence(String wanted) {
    String text = wanted.replace("\n\nUse --debug flag to render out invalid YAML", "").strip();
    String execution = "Error: execution error at (";
    if (text.startsWith(execution)) {
      return text.substring(text.indexOf("): ") + 3);
    }
    return text.contains("specifications of the schema") ? text.substring("Error: ".length()) : "";
  }

  private static String gunzip(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
