package dev.millrace.bench.release;

import dev.millrace.bench.process.ControllerAccount;
import dev.millrace.bench.process.ControllerProgram;
import dev.millrace.bench.process.MeasuredProcess;
import dev.millrace.bench.process.Phase;
import dev.millrace.harness.live.AuditLog;
import dev.millrace.harness.live.LiveCluster;
import dev.millrace.servers.ChartRepository;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Installs, upgrades and asks about many HelmReleases of one chart, then installs one of 10 MB,
 * with each helm-controller that can be found (see {@link ControllerProgram#all}). Prints a table
 * for each. The argument is the number of releases, else 100.
 */
public final class HelmReleaseLoad {
  private static final int WARM_UP = 100;
  private static final int LARGE_MEGABYTES = 10;

  private final int count;

  private HelmReleaseLoad(int count) {
    this.count = count;
  }

  /** Runs it once for each program. */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]);
    for (ControllerProgram program : ControllerProgram.all("helm-controller")) {
      new HelmReleaseLoad(count).run(program, Files.createTempDirectory("helm-release-load"));
    }
  }

  private void run(ControllerProgram program, Path folder) throws Exception {
    AuditLog audit = AuditLog.in(folder);
    try (LiveCluster cluster = LiveCluster.start(audit.flags());
        ChartRepository charts = ChartRepository.start()) {
      ControllerAccount account =
          ControllerAccount.create(cluster.client(), "helm-controller", folder);
      try (MeasuredProcess process = start(program, account, folder)) {
        warmUp(new ReleaseFleet(cluster, charts, PodinfoLikeChart.chart(), WARM_UP));
        Meter meter =
            (name, objects, work) ->
                Phase.measure(name, objects, process, audit, account.user(), work);
        List<Phase> phases =
            phases(
                meter,
                new ReleaseFleet(cluster, charts, PodinfoLikeChart.chart(), count),
                new ReleaseFleet(cluster, charts, PackedChart.large(LARGE_MEGABYTES), 1));
        report(program, process, phases);
      }
    }
    remove(folder);
  }

  @FunctionalInterface
  private interface Meter {
    Phase measure(String name, int objects, Phase.Work work) throws Exception;
  }

  private static void warmUp(ReleaseFleet fleet) throws Exception {
    fleet.install();
    fleet.upgrade();
    fleet.remove();
  }

  private List<Phase> phases(Meter meter, ReleaseFleet fleet, ReleaseFleet large) throws Exception {
    List<Phase> phases = new ArrayList<>();
    phases.add(meter.measure("install", count, fleet::install));
    phases.add(meter.measure("upgrade", count, fleet::upgrade));
    phases.add(meter.measure("no change", count, fleet::request));
    phases.add(meter.measure("install of %d MB".formatted(LARGE_MEGABYTES), 1, large::install));
    return phases;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void report(ControllerProgram program, MeasuredProcess process, List<Phase> phases) {
    System.out.printf(
        "%n%s, %d releases, peak memory %d MB%n%n"
            + "| phase | time | requests per release | CPU per release |%n|---|---|---|---|%n",
        program.label(), count, process.peakMegabytes());
    phases.forEach(phase -> System.out.println(phase.row()));
    System.out.println();
    phases.forEach(phase -> System.out.println(phase.name() + ": " + phase.details()));
  }

  private static MeasuredProcess start(
      ControllerProgram program, ControllerAccount account, Path folder)
      throws IOException, InterruptedException {
    return MeasuredProcess.start(
        program,
        freePort(),
        List.of(
            "--metrics-addr=127.0.0.1:" + freePort(),
            "--concurrent=10",
            "--http-retry=1",
            "--enable-leader-election=false"),
        Map.of(
            "KUBECONFIG",
            account.kubeconfig().toString(),
            "RUNTIME_NAMESPACE",
            account.namespace()),
        folder.resolve("controller.log"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
