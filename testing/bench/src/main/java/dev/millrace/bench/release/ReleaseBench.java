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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A helm-controller at work on a real API server, and what is measured of it. */
final class ReleaseBench implements AutoCloseable {
  private final Path folder;
  private final AuditLog audit;
  private final LiveCluster cluster;
  private final ChartRepository charts = ChartRepository.start();
  private final ControllerAccount account;
  private final MeasuredProcess process;

  private ReleaseBench(ControllerProgram program, Path folder)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.audit = AuditLog.in(folder);
    this.cluster = LiveCluster.start(audit.flags());
    this.account = ControllerAccount.create(cluster.client(), "helm-controller", folder);
    this.process = start(program, account, folder);
  }

  static ReleaseBench start(ControllerProgram program) throws IOException, InterruptedException {
    return new ReleaseBench(program, Files.createTempDirectory("helm-release-load"));
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

  /** HelmReleases that are yet to be made. */
  ReleaseFleet fleet(PackedChart chart, int count) {
    return new ReleaseFleet(cluster, charts, chart, count);
  }

  /** Does something and measures what it costs the controller. */
  Phase measure(String name, int objects, Phase.Work work) throws Exception {
    return Phase.measure(name, objects, process, audit, account.user(), work);
  }

  /** The most memory that the controller ever held. */
  long peakMegabytes() {
    return process.peakMegabytes();
  }

  @Override
  public void close() throws IOException {
    process.close();
    charts.close();
    cluster.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
