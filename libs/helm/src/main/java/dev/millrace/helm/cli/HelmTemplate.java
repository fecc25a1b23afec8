package dev.millrace.helm.cli;

import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartArchiveReader;
import dev.millrace.helm.chart.ChartDirectoryReader;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.helm.lookup.Lookup;
import dev.millrace.helm.render.Capabilities;
import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.helm.render.ReleaseIdentity;
import dev.millrace.helm.render.RenderException;
import dev.millrace.helm.render.RenderOptions;
import dev.millrace.helm.render.RenderedChart;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The command: renders a chart from disk and prints what {@code helm template} prints. */
public final class HelmTemplate {
  private HelmTemplate() {}

  /**
   * Runs the command. After a failure the process ends with exit code 1 and the message on standard
   * error.
   *
   * @param arguments see {@link TemplateArguments#USAGE}
   */
  public static void main(String[] arguments) throws CommandFailure {
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (_, failure) ->
                System.err.println(
                    failure instanceof CommandFailure ? failure.getMessage() : failure));
    run(arguments, System.out);
  }

  /** Runs the command and prints to {@code out}. */
  static void run(String[] arguments, PrintStream out) throws CommandFailure {
    TemplateArguments parsed = TemplateArguments.parse(arguments);
    try {
      out.print(output(parsed));
      out.flush();
    } catch (NoSuchFileException e) {
      throw new CommandFailure("open " + e.getMessage() + ": no such file or directory");
    } catch (IOException | ChartException | RenderException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }

  private static String output(TemplateArguments arguments)
      throws IOException, ChartException, RenderException, CommandFailure {
    RenderedChart rendered = render(arguments);
    String output =
        TemplateOutput.of(
            rendered, arguments.includeCrds(), !arguments.noHooks(), !arguments.skipTests());
    List<String> shown = arguments.showOnly();
    return shown.isEmpty() ? output : ShownTemplates.of(output, shown);
  }

  private static RenderedChart render(TemplateArguments arguments)
      throws IOException, ChartException, RenderException, CommandFailure {
    var random = new SecureRandom();
    var renderer = new ChartRenderer(SprigEnvironment.isolated(InstantSource.system(), random));
    return renderer.render(
        read(arguments.chart()),
        GivenValues.of(arguments),
        new ReleaseIdentity(arguments.name(), arguments.namespace(), 1, arguments.upgrade()),
        RenderOptions.of(capabilities(arguments), Lookup.NOTHING)
            .withSchemaValidation(!arguments.skipSchemaValidation()));
  }

  private static Capabilities capabilities(TemplateArguments arguments) {
    Capabilities known = Capabilities.offline(arguments.kubeVersion());
    var versions = new ArrayList<String>(known.apiVersions());
    versions.addAll(arguments.apiVersions());
    return new Capabilities(known.kubeVersion(), versions, known.helmVersion());
  }

  private static Chart read(Path chart) throws IOException, ChartException, CommandFailure {
    ChartLimits limits = ChartLimits.defaults();
    if (Files.isDirectory(chart)) {
      return new ChartDirectoryReader(limits).read(FileTree.onDisk(chart), "");
    }
    if (!Files.exists(chart)) {
      throw new CommandFailure(
          "chart \"" + chart + "\" not found; give a folder or a packed chart");
    }
    try (InputStream in = Files.newInputStream(chart)) {
      return new ChartArchiveReader(limits).read(in);
    }
  }
}
