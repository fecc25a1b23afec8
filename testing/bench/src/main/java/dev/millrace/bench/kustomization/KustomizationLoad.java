package dev.millrace.bench.kustomization;

import dev.millrace.bench.process.ControllerAccount;
import dev.millrace.bench.process.ControllerProgram;
import dev.millrace.bench.process.MeasuredProcess;
import dev.millrace.bench.process.Phase;
import dev.millrace.harness.live.AuditLog;
import dev.millrace.harness.live.LiveCluster;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Applies many Kustomizations of one repository, changes one and all of them, lets objects drift
 * and goes through a chain of dependencies, with each kustomize-controller that can be found (see
 * {@link ControllerProgram#all}). Prints a table for each. The first argument is the number of
 * Kustomizations, else 100; further ones are flags of the controller, such as {@code
 * --kube-api-qps=2000}.
 */
public final class KustomizationLoad {
  private static final int WARM_UP = 50;
  private static final int CHAIN = 20;
  private static final int DRIFTS = 40;
  private static final double MILLIS = 1e6;

  private final int count;
  private final List<String> flags;

  private KustomizationLoad(int count, List<String> flags) {
    this.count = count;
    this.flags = flags;
  }

  /** Runs it once for each program. */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]);
    List<String> flags =
        Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
    for (ControllerProgram program : ControllerProgram.all("kustomize-controller")) {
      new KustomizationLoad(count, flags)
          .run(program, Files.createTempDirectory("kustomization-load"));
    }
  }

  private void run(ControllerProgram program, Path folder) throws Exception {
    AuditLog audit = AuditLog.in(folder);
    try (LiveCluster cluster = LiveCluster.start(audit.flags());
        ArtifactFiles artifacts = ArtifactFiles.start()) {
      ControllerAccount account =
          ControllerAccount.create(cluster.client(), "kustomize-controller", folder);
      try (MeasuredProcess process = start(program, account, folder)) {
        warmUp(new KustomizationFleet(cluster, artifacts, WARM_UP, false));
        Meter meter =
            (name, objects, work) ->
                Phase.measure(name, objects, process, audit, account.user(), work);
        KustomizationFleet fleet = new KustomizationFleet(cluster, artifacts, count, false);
        List<Phase> phases =
            phases(meter, fleet, new KustomizationFleet(cluster, artifacts, CHAIN, true));
        report(program, process, phases);
        report(fleet.drift(Math.min(count, DRIFTS)));
      }
    } finally {
      remove(folder);
    }
  }

  @FunctionalInterface
  private interface Meter {
    Phase measure(String name, int objects, Phase.Work work) throws Exception;
  }

  private static void warmUp(KustomizationFleet fleet) throws Exception {
    fleet.apply();
    fleet.touchAll();
  }

  private List<Phase> phases(Meter meter, KustomizationFleet fleet, KustomizationFleet chain)
      throws Exception {
    List<Phase> phases = new ArrayList<>();
    phases.add(meter.measure("first apply", count, fleet::apply));
    phases.add(meter.measure("a commit that touches one", 1, fleet::touchOne));
    phases.add(meter.measure("a commit that touches all", count, fleet::touchAll));
    phases.add(meter.measure("a request, everything compared", count, fleet::request));
    phases.add(meter.measure("a chain of " + CHAIN, CHAIN, chain::apply));
    return phases;
  }

  private void report(ControllerProgram program, MeasuredProcess process, List<Phase> phases) {
    System.out.printf(
        "%n%s, %d Kustomizations %s, peak memory %d MB%n%n"
            + "| phase | time | requests per Kustomization | CPU per Kustomization |%n"
            + "|---|---|---|---|%n",
        program.label(), count, flags, process.peakMegabytes());
    phases.forEach(phase -> System.out.println(phase.row()));
    System.out.println();
    phases.forEach(phase -> System.out.println(phase.name() + ": " + phase.details()));
  }

  private static void report(List<Duration> drifts) {
    System.out.printf(
        Locale.ROOT,
        "%ndrift of %d objects, from change to revert: p50 %.0f ms, p99 %.0f ms%n",
        drifts.size(),
        drifts.get(drifts.size() / 2).toNanos() / MILLIS,
        drifts.getLast().toNanos() / MILLIS);
  }

  private MeasuredProcess start(ControllerProgram program, ControllerAccount account, Path folder)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    all.add("--metrics-addr=127.0.0.1:" + freePort());
    all.add("--concurrent=20");
    all.add("--enable-leader-election=false");
    all.addAll(flags);
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

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
