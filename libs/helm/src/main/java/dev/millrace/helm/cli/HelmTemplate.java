package dev.millrace.helm.cli;

import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartArchiveReader;
import dev.millrace.helm.chart.ChartDirectoryReader;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.helm.render.ReleaseIdentity;
import dev.millrace.helm.render.RenderException;
import dev.millrace.helm.render.RenderOptions;
import dev.millrace.helm.values.PathSetter;
import dev.millrace.helm.values.SetLimits;
import dev.millrace.helm.values.TableMerge;
import dev.millrace.helm.values.ValuesException;
import dev.millrace.helm.values.ValuesReader;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The command: renders a chart from disk and prints what {@code helm template} prints. */
public final class HelmTemplate {
  private HelmTemplate() {}

  /**
   * Runs the command; the process ends with an exception if it fails, so that its exit code says
   * so.
   *
   * @param arguments see {@link TemplateArguments#USAGE}
   */
  public static void main(String[] arguments) throws CommandFailure {
    run(arguments, System.out);
  }

  /** Runs the command and prints to {@code out}. */
  static void run(String[] arguments, PrintStream out) throws CommandFailure {
    TemplateArguments parsed = TemplateArguments.parse(arguments);
    try {
      out.print(render(parsed));
      out.flush();
    } catch (IOException | ChartException | ValuesException | RenderException e) {
      throw new CommandFailure("Error: " + e.getMessage());
    }
  }

  private static String render(TemplateArguments arguments)
      throws IOException, ChartException, ValuesException, RenderException {
    var random = new SecureRandom();
    var renderer = new ChartRenderer(SprigEnvironment.isolated(InstantSource.system(), random));
    var rendered =
        renderer.render(
            read(arguments.chart()),
            values(arguments),
            ReleaseIdentity.install(arguments.name(), arguments.namespace()),
            RenderOptions.offline(arguments.kubeVersion()));
    return TemplateOutput.of(rendered, arguments.includeCrds());
  }

  private static Chart read(Path chart) throws IOException, ChartException {
    ChartLimits limits = ChartLimits.defaults();
    if (Files.isDirectory(chart)) {
      return new ChartDirectoryReader(limits).read(FileTree.onDisk(chart), "");
    }
    try (InputStream in = Files.newInputStream(chart)) {
      return new ChartArchiveReader(limits).read(in);
    }
  }

  private static Map<String, Object> values(TemplateArguments arguments)
      throws IOException, ValuesException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Path file : arguments.valueFiles()) {
      values = TableMerge.overlay(values, ValuesReader.read(Files.readString(file)));
    }
    for (TemplateArguments.Setting setting : arguments.settings()) {
      PathSetter.set(values, setting.line(), setting.syntax(), SetLimits.defaults());
    }
    return values;
  }
}
