package dev.millrace.bench.process;

import dev.millrace.harness.live.AuditLog;
import dev.millrace.harness.live.LiveCluster;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A controller at work on a real API server, and what is measured of it. */
public final class ControllerBench implements AutoCloseable {
  private final Path folder;
  private final AuditLog audit;
  private final LiveCluster cluster;
  private final ControllerAccount account;
  private final MeasuredProcess process;

  private ControllerBench(
      ControllerProgram program, String controller, List<String> flags, Path folder)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.audit = AuditLog.in(folder);
    this.cluster = LiveCluster.start(audit.flags());
    this.account = ControllerAccount.create(cluster.client(), controller, folder);
    this.process = launch(program, flags);
  }

  /**
   * Starts both and waits until the controller is ready.
   *
   * @param controller such as {@code helm-controller}
   * @param flags of the controller, besides those for its addresses
   */
  public static ControllerBench start(
      ControllerProgram program, String controller, List<String> flags)
      throws IOException, InterruptedException {
    return new ControllerBench(
        program, controller, flags, Files.createTempDirectory(controller + "-bench"));
  }

  private MeasuredProcess launch(ControllerProgram program, List<String> flags)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(flags);
    all.add("--metrics-addr=127.0.0.1:" + freePort());
    all.add("--enable-leader-election=false");
    return MeasuredProcess.start(
        program,
        freePort(),
        all,
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

  /** The API server, as its administrator sees it. */
  public LiveCluster cluster() {
    return cluster;
  }

  /** Does something and measures what it costs the controller. */
  public Phase measure(String name, int objects, Phase.Work work) throws Exception {
    return Phase.measure(name, objects, process, audit, account.user(), work);
  }

  /** The most memory that the controller ever held, in MB. */
  public long peakMegabytes() {
    return process.peakMegabytes();
  }

  @Override
  public void close() throws IOException {
    process.close();
    cluster.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
