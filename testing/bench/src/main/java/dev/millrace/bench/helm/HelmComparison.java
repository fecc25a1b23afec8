package dev.millrace.bench.helm;

import com.sun.management.OperatingSystemMXBean;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.render.ChartRenderer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints, for the 20 largest charts, the processor time of a warm render and of {@code helm
 * template}. The environment variable {@code MILLRACE_HELM4} names Helm's command.
 */
public final class HelmComparison {
  private static final int CHARTS = 20;

  /** After this many the compiler has little left to do. */
  private static final int WARM_UP_ROUNDS = 150;

  /** Both programs take turns, so that what else the machine does meets them alike. */
  private static final int TURNS = 6;

  private static final int RENDERS_A_TURN = 5;
  private static final Pattern CHILD_TIMES =
      Pattern.compile("\\n(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final ChartRenderer renderer =
      new ChartRenderer(SprigEnvironment.isolated(InstantSource.system(), new SecureRandom()));

  private HelmComparison() {}

  /**
   * Measures and prints a table in Markdown.
   *
   * @param arguments how many rounds over all charts are rendered before, if not {@value
   *     #WARM_UP_ROUNDS}
   */
  public static void main(String[] arguments) throws Exception {
    int warmUp = arguments.length > 0 ? Integer.parseInt(arguments[0]) : WARM_UP_ROUNDS;
    new HelmComparison().run(System.getenv("MILLRACE_HELM4"), warmUp);
  }

  private void run(String helm, int warmUpRounds) throws Exception {
    List<Prepared> charts = new ArrayList<>();
    for (ChartCase each : ChartCase.largest(CHARTS)) {
      charts.add(new Prepared(each, each.read(), each.values()));
    }
    for (int i = 0; i < warmUpRounds; i++) {
      for (Prepared each : charts) {
        render(each);
      }
    }
    System.out.println("| chart | lines | Millrace ms | helm ms | share |\n|---|---|---|---|---|");
    double ourTotal = 0;
    double theirTotal = 0;
    for (Prepared each : charts) {
      double ours = 0;
      double theirs = 0;
      for (int i = 0; i < TURNS; i++) {
        ours += ours(each) / TURNS;
        theirs += theirs(each.source(), helm) / TURNS;
      }
      ourTotal += ours;
      theirTotal += theirs;
      print(each.source().name(), each.source().lines(), ours, theirs);
    }
    print("all", 0, ourTotal, theirTotal);
  }

  /** A chart that was read, as a controller keeps it. */
  private record Prepared(ChartCase source, Chart chart, Map<String, Object> values) {}

  private void render(Prepared each) throws Exception {
    ChartCase.render(renderer, each.chart(), each.values());
  }

  private static void print(String name, int lines, double ours, double theirs) {
    System.out.printf(
        "| %s | %d | %.1f | %.0f | %.0f %% |%n", name, lines, ours, theirs, 100 * ours / theirs);
  }

  /** Processor milliseconds of the whole process, compiler and collector included. */
  private double ours(Prepared each) throws Exception {
    long start = system.getProcessCpuTime();
    for (int i = 0; i < RENDERS_A_TURN; i++) {
      render(each);
    }
    return (system.getProcessCpuTime() - start) / 1e6 / RENDERS_A_TURN;
  }

  /** Processor milliseconds of one run of the command, of the program and of the system for it. */
  private static double theirs(ChartCase each, String helm)
      throws IOException, InterruptedException {
    String script =
        "\"$0\" template rel \"$1\" -n ns -f \"$2\" --kube-version "
            + ChartCase.KUBE_VERSION
            + " --include-crds >/dev/null 2>&1; times";
    Process process =
        new ProcessBuilder(
                "bash", "-c", script, helm, each.archive().toString(), each.valuesFile().toString())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Matcher times = CHILD_TIMES.matcher(output);
    if (!times.find()) {
      throw new IOException("bash gave no times: " + output);
    }
    return millis(times.group(1), times.group(2)) + millis(times.group(3), times.group(4));
  }

  private static double millis(String minutes, String seconds) {
    return 1000 * (60 * Double.parseDouble(minutes) + Double.parseDouble(seconds));
  }
}
