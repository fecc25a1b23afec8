package dev.millrace.bench.process;

import static java.util.Objects.requireNonNull;

import dev.millrace.harness.live.AuditLog;
import dev.millrace.harness.live.LiveCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Controllers of one arm at work on an API server of their own, and what is measured of them. They
 * can be stopped and started again; what they used before counts on.
 */
public final class Stage implements AutoCloseable {
  private static final String SOURCES = "source-controller";

  private final Arm arm;
  private final List<ControllerSetup> setups;
  private final Path folder;
  private final AuditLog audit;
  private final LiveCluster cluster;
  private final Map<String, ControllerAccount> accounts = new LinkedHashMap<>();
  private final Map<String, MeasuredProcess> running = new LinkedHashMap<>();
  private final int artifactPort = FreePort.get();
  private Duration cpuOfStopped = Duration.ZERO;
  private long earlierPeak;

  private Stage(Arm arm, List<ControllerSetup> setups, Path folder) {
    this.arm = arm;
    this.setups = List.copyOf(setups);
    this.folder = folder;
    this.audit = AuditLog.ofAccounts(ControllerAccount.NAMESPACE, folder);
    this.cluster = LiveCluster.start(serverFlags());
    for (ControllerSetup each : setups) {
      String name = each.controller();
      accounts.put(name, ControllerAccount.create(cluster.client(), name, folder));
    }
  }

  /** Those that {@code BENCH_SERVER} names are added, separated by blanks. */
  private String[] serverFlags() {
    String further = System.getenv().getOrDefault("BENCH_SERVER", "");
    Stream<String> ours =
        Arrays.stream(further.split(" "))
            .filter(each -> !each.isEmpty())
            .map(each -> "--apiserver-arg=" + each);
    return Stream.concat(Arrays.stream(audit.flags()), ours).toArray(String[]::new);
  }

  /** Starts an empty API server and the controllers, and waits until these are ready. */
  public static Stage start(Arm arm, ControllerSetup... setups)
      throws IOException, InterruptedException {
    return start(arm, List.of(setups));
  }

  /** Starts an empty API server and the controllers, and waits until these are ready. */
  public static Stage start(Arm arm, List<ControllerSetup> setups)
      throws IOException, InterruptedException {
    Stage stage = new Stage(arm, setups, Files.createTempDirectory("bench-" + arm.label()));
    stage.startControllers();
    return stage;
  }

  /** The API server, as its administrator sees it. */
  public LiveCluster cluster() {
    return cluster;
  }

  /** The arm whose controllers these are. */
  public Arm arm() {
    return arm;
  }

  /** A folder that is deleted at the end. */
  public Path folder() {
    return folder;
  }

  /** Stops all controllers as a rollout does. */
  public void stopControllers() {
    earlierPeak = peakMegabytes();
    for (MeasuredProcess each : running.values()) {
      cpuOfStopped = cpuOfStopped.plus(each.cpu());
      each.close();
    }
    running.clear();
  }

  /** Starts all controllers, which must not run, and waits until they are ready. */
  public void startControllers() throws IOException, InterruptedException {
    for (ControllerSetup each : setups) {
      running.put(each.controller(), launch(each));
    }
  }

  /**
   * Does something and measures what it costs the controllers. What these do afterwards, such as
   * telling of it, counts as cost but not as time.
   */
  public Phase measure(String name, int objects, Phase.Work work) throws Exception {
    return new PhaseMeter(this, audit).measure(name, objects, work);
  }

  /** As {@link #measure}, but what comes after the work doesn't count. */
  public Phase measureExactly(String name, int objects, Phase.Work work) throws Exception {
    return new PhaseMeter(this, audit).measureExactly(name, objects, work);
  }

  /** The most memory that the controllers ever held, in MB, as far as it was measured. */
  public long peakMegabytes() {
    long recent = recentPeaks().values().stream().mapToLong(Long::longValue).sum();
    return Math.max(earlierPeak, recent);
  }

  /** The most memory that each controller held since it was last forgotten, in MB. */
  Map<String, Long> recentPeaks() {
    Map<String, Long> peaks = new TreeMap<>();
    running.forEach((controller, process) -> peaks.put(controller, process.peakMegabytes()));
    return peaks;
  }

  /** The processor time of all controllers so far. */
  Duration cpu() {
    return running.values().stream().map(MeasuredProcess::cpu).reduce(cpuOfStopped, Duration::plus);
  }

  /** The processor time of everybody else so far. */
  Bystanders bystanders() {
    return Bystanders.now(
        running.values().stream().map(MeasuredProcess::pid).collect(Collectors.toSet()));
  }

  void forgetPeak() {
    earlierPeak = peakMegabytes();
    running.values().forEach(MeasuredProcess::forgetPeak);
  }

  /** Whether a request was made with the credentials of one of the controllers. */
  boolean isOurs(AuditLog.Request request) {
    return accounts.values().stream().anyMatch(each -> each.user().equals(request.account()));
  }

  private MeasuredProcess launch(ControllerSetup setup) throws IOException, InterruptedException {
    ControllerAccount account = requireNonNull(accounts.get(setup.controller()));
    List<String> flags = new ArrayList<>(arm.flags(setup));
    flags.add("--metrics-addr=127.0.0.1:" + FreePort.get());
    flags.add("--enable-leader-election=false");
    if (setup.controller().equals(SOURCES)) {
      flags.add("--storage-path=" + Files.createDirectories(folder.resolve("artifacts")));
      flags.add("--storage-addr=127.0.0.1:" + artifactPort);
      flags.add("--storage-adv-addr=127.0.0.1:" + artifactPort);
    }
    return MeasuredProcess.start(
        arm.program(setup.controller()),
        FreePort.get(),
        flags,
        Map.of(
            "KUBECONFIG",
            account.kubeconfig().toString(),
            "RUNTIME_NAMESPACE",
            account.namespace()),
        folder.resolve(setup.controller() + ".log"));
  }

  @Override
  public void close() throws IOException {
    stopControllers();
    cluster.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
