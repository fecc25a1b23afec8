package dev.millrace.e2e.load;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.e2e.process.Ports;
import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.GitRemote;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Many GitRepositories of one remote at intervals of one minute, first until all are Ready, then
 * without any change. Prints what the remote was asked and what CPU and memory it took. The
 * argument is the number of objects, else 1000.
 */
public final class SourceLoad {
  private static final String NAMESPACE = "load";
  private static final int MINUTES = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String OBJECT =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: shop-@NUMBER@, namespace: load}
      spec: {url: "@URL@", ref: {branch: main}, interval: 1m}
      ---
      """;

  private final int objects;

  private SourceLoad(int objects) {
    this.objects = objects;
  }

  /** Runs it once. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int objects = arguments.length == 0 ? 1000 : Integer.parseInt(arguments[0]);
    new SourceLoad(objects).run(Files.createTempDirectory("source-load"));
  }

  private void run(Path folder) throws IOException, InterruptedException {
    try (ControlPlane controlPlane = ControlPlane.start("--nodes", "0");
        Cluster cluster = Cluster.connect(controlPlane.kubeconfig());
        GitServer server = GitServer.start()) {
      GitRemote remote = server.create("shop");
      remote.commit("Add the shop", Map.of("app.yaml", "kind: ConfigMap"));
      cluster.apply(Repository.root().resolve("manifests/crds"), Map.of());
      cluster.awaitEstablished();
      cluster.ensureNamespace(NAMESPACE);
      cluster.applyText(manifests(remote), Map.of());
      try (ControllerProcess controller = start(controlPlane, folder)) {
        Instant begin = Instant.now();
        awaitAllReady(cluster);
        Duration cpu = cpu(controller);
        System.out.printf(
            "%d objects Ready after %d s: %s, %.1f s CPU, %d MiB%n",
            objects,
            Duration.between(begin, Instant.now()).toSeconds(),
            traffic(remote, 0, 0),
            cpu.toMillis() / 1000.0,
            memory(controller));
        watchQuietMinutes(remote, controller);
      }
    }
  }

  private void watchQuietMinutes(GitRemote remote, ControllerProcess controller)
      throws IOException, InterruptedException {
    for (int minute = 1; minute <= MINUTES; minute++) {
      int asked = remote.traffic().advertisements();
      int packs = remote.traffic().packs();
      Duration before = cpu(controller);
      Thread.sleep(Duration.ofMinutes(1));
      System.out.printf(
          "minute %d without change: %s, %.1f s CPU, %d MiB%n",
          minute,
          traffic(remote, asked, packs),
          cpu(controller).minus(before).toMillis() / 1000.0,
          memory(controller));
    }
  }

  private String manifests(GitRemote remote) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < objects; i++) {
      all.append(
          OBJECT
              .replace("@NUMBER@", Integer.toString(i))
              .replace("@URL@", remote.url().toString()));
    }
    return all.toString();
  }

  private static ControllerProcess start(ControlPlane controlPlane, Path folder) {
    int storage = Ports.free();
    return ControllerProcess.start(
        Controller.SOURCE,
        controlPlane.kubeconfig(),
        folder,
        Ports.free(),
        List.of(
            "--metrics-addr=127.0.0.1:" + Ports.free(),
            "--storage-path=" + folder.resolve("data"),
            "--storage-addr=127.0.0.1:" + storage,
            "--storage-adv-addr=127.0.0.1:" + storage,
            "--concurrent=10"));
  }

  private void awaitAllReady(Cluster cluster) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (ready(cluster) < objects) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("only " + ready(cluster) + " objects became Ready");
      }
      Thread.sleep(Duration.ofSeconds(2));
    }
  }

  private static long ready(Cluster cluster) {
    return cluster
        .client()
        .genericKubernetesResources("source.toolkit.fluxcd.io/v1", "GitRepository")
        .inNamespace(NAMESPACE)
        .list()
        .getItems()
        .stream()
        .filter(object -> object.<Object>get("status", "artifact", "digest") instanceof String)
        .count();
  }

  private static String traffic(GitRemote remote, int asked, int packs) {
    return "the remote was asked %d times and sent %d packs"
        .formatted(remote.traffic().advertisements() - asked, remote.traffic().packs() - packs);
  }

  private static Duration cpu(ControllerProcess controller) {
    return ProcessHandle.of(controller.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private static long memory(ControllerProcess controller) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + controller.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
