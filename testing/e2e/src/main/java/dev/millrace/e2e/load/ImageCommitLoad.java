package dev.millrace.e2e.load;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.GitRemote;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A repository of 5,000 YAML files with 500 markers, and 50 policies that all select a new tag: one
 * commit. Prints CPU, memory and bytes fetched, for ours and for Flux's controllers where {@code
 * FLUX_BIN} names them.
 */
public final class ImageCommitLoad {
  private static final int FILES = 5_000;
  private static final int MARKERS = 500;
  private static final int POLICIES = 50;
  private static final String AUTOMATION =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: apps, namespace: load}
      spec: {url: @URL@, interval: 1h, ref: {branch: main}}
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageUpdateAutomation
      metadata: {name: apps, namespace: load}
      spec:
        interval: 1h
        suspend: @SUSPEND@
        sourceRef: {kind: GitRepository, name: apps}
        git: {commit: {author: {name: Bot, email: bot@example.com}}}
        update: {path: ./, strategy: Setters}
      """;

  private final ControlPlane controlPlane;
  private final Cluster cluster;
  private final GitRemote git;
  private final ImageFleet fleet;

  private ImageCommitLoad(
      ControlPlane controlPlane, Cluster cluster, GitRemote git, ImageFleet fleet) {
    this.controlPlane = controlPlane;
    this.cluster = cluster;
    this.git = git;
    this.fleet = fleet;
  }

  /** Runs it once for each arm. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    for (ImageControllers.Arm arm : ImageControllers.Arm.available()) {
      try (ControlPlane controlPlane = ControlPlane.start("--nodes", "0");
          Cluster cluster = Cluster.connect(controlPlane.kubeconfig());
          GitServer server = GitServer.start();
          OciRegistry registry = OciRegistry.start()) {
        cluster.apply(Repository.root().resolve("manifests/crds"), Map.of());
        cluster.awaitEstablished();
        cluster.ensureNamespace(ImageFleet.NAMESPACE);
        ImageFleet fleet = new ImageFleet(cluster, registry, POLICIES);
        new ImageCommitLoad(controlPlane, cluster, server.create("apps"), fleet).run(arm);
      }
    }
  }

  private void run(ImageControllers.Arm arm) throws IOException, InterruptedException {
    git.commit("First", files());
    fleet.release("1.0.0");
    fleet.scanEvery("1h");
    fleet.follow();
    suspend(true);
    Path folder = Files.createTempDirectory("image-commit-load");
    try (ImageControllers controllers =
        ImageControllers.start(arm, controlPlane.kubeconfig(), folder)) {
      fleet.awaitSelected("1.0.0");
      for (String tag : new String[] {"1.1.0", "1.2.0", "1.3.0"}) {
        fleet.release(tag);
        fleet.scanNow(tag);
        fleet.awaitSelected(tag);
        commit(controllers, tag);
      }
    }
  }

  /** Lets the automation make one commit, and says what that took. */
  private void commit(ImageControllers controllers, String tag) {
    String before = git.head("main").orElseThrow();
    long bytes = git.traffic().bytesFetched();
    Usage earlier = controllers.usage();
    long begin = System.nanoTime();
    suspend(false);
    cluster.await(
        Kind.IMAGE_UPDATE_AUTOMATION,
        ImageFleet.NAMESPACE,
        "apps",
        each ->
            !each.text("status.lastPushCommit").isEmpty()
                && !git.head("main").orElseThrow().equals(before)
                && git.head("main").orElseThrow().equals(each.text("status.lastPushCommit")));
    Usage later = controllers.usage();
    double seconds = (System.nanoTime() - begin) / 1e9;
    suspend(true);
    requireOneCommitWithEveryMarker(before, tag);
    System.out.printf(
        "%s %s: %d markers in one commit after %.1f s; CPU %s, peak memory %d MiB, fetched %d"
            + " KiB%n",
        controllers.name(),
        tag,
        MARKERS,
        seconds,
        later.cpuSince(earlier),
        later.peakMebibytes(),
        (git.traffic().bytesFetched() - bytes) / 1024);
  }

  private void requireOneCommitWithEveryMarker(String before, String tag) {
    String head = git.head("main").orElseThrow();
    if (!git.parentOf(head).equals(before)) {
      throw new IllegalStateException("more than one commit was made");
    }
    for (int i = 0; i < FILES; i += FILES / MARKERS) {
      if (!git.read("main", path(i)).orElseThrow().contains(":" + tag + " # {")) {
        throw new IllegalStateException(path(i) + " was not updated");
      }
    }
  }

  private void suspend(boolean suspended) {
    cluster.applyText(
        AUTOMATION,
        Map.of("@URL@", git.url().toString(), "@SUSPEND@", Boolean.toString(suspended)));
  }

  private Map<String, @Nullable String> files() {
    Map<String, @Nullable String> files = new HashMap<>();
    for (int i = 0; i < FILES; i++) {
      files.put(path(i), deployment(i));
    }
    return files;
  }

  private static String path(int number) {
    return "apps/team-%d/app-%d.yaml".formatted(number % 100, number);
  }

  private String deployment(int number) {
    int policy = number / (FILES / MARKERS) % POLICIES;
    String marker =
        number % (FILES / MARKERS) == 0
            ? " # {\"$imagepolicy\": \"load:%s\"}".formatted(ImageFleet.name(policy))
            : "";
    return """
    # What team %2$d runs.
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: app-%1$d
      namespace: team-%2$d
      labels: {app.kubernetes.io/name: app-%1$d, app.kubernetes.io/part-of: shop}
    spec:
      replicas: 2
      selector:
        matchLabels: {app.kubernetes.io/name: app-%1$d}
      template:
        metadata:
          labels: {app.kubernetes.io/name: app-%1$d}
        spec:
          securityContext: {runAsNonRoot: true}
          containers:
          - name: main
            image: %3$s:1.0.0%4$s
            ports: [{containerPort: 8080, name: http}]
            env:
            - name: LOG_LEVEL
              value: info
            resources:
              requests: {cpu: 100m, memory: 128Mi}
              limits: {memory: 256Mi}
            readinessProbe:
              httpGet: {path: /ready, port: http}
    """
        .formatted(number, number % 100, fleet.image(policy), marker);
  }
}
