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
import java.util.List;
import java.util.Map;

/**
 * Installs, upgrades and asks about many HelmReleases of one chart, with each helm-controller that
 * can be found (see {@link ControllerProgram#all}). Prints a table for each. The argument is the
 * number of releases, else 100.
 */
public final class HelmReleaseLoad {
  private static final String HEAP = System.getenv().getOrDefault("BENCH_HEAP", "512m");
  private static final int WARM_UP = 100;

  private final int count;

  private HelmReleaseLoad(int count) {
    this.count = count;
  }

  /** Runs it once for each program. */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]);
    for (ControllerProgram program : ControllerProgram.all("helm-controller", HEAP)) {
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
        warmUp(cluster, charts);
        report(program, process, phases(process, audit, account, fleet(cluster, charts, count)));
      }
    }
  }

  private static ReleaseFleet fleet(LiveCluster cluster, ChartRepository charts, int count) {
    return new ReleaseFleet(cluster, cluster.newNamespace(), charts, count);
  }

  private static void warmUp(LiveCluster cluster, ChartRepository charts) throws Exception {
    ReleaseFleet fleet = fleet(cluster, charts, WARM_UP);
    fleet.install();
    fleet.upgrade();
    fleet.remove();
  }

  private List<Phase> phases(
      MeasuredProcess process, AuditLog audit, ControllerAccount account, ReleaseFleet fleet)
      throws Exception {
    String user = account.user();
    List<Phase> phases = new ArrayList<>();
    phases.add(Phase.measure("install", count, process, audit, user, fleet::install));
    phases.add(Phase.measure("upgrade", count, process, audit, user, fleet::upgrade));
    phases.add(Phase.measure("no change", count, process, audit, user, fleet::request));
    return phases;
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
