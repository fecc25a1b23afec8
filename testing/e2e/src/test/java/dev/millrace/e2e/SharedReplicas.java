package dev.millrace.e2e;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.install.DefinitionsOnly;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.e2e.process.Ports;
import dev.millrace.harness.live.AuditLog;
import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.GitRemote;
import dev.millrace.servers.GitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Replicas of kustomize-controller that share many Kustomizations, as processes. */
final class SharedReplicas implements AutoCloseable {
  static final String NAMESPACE = "shop";
  private static final int OBJECTS = 24;
  private static final String KUSTOMIZATION =
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: @NAME@, namespace: shop}
      spec:
        interval: 10m
        path: ./
        prune: true
        namePrefix: @NAME@-
        targetNamespace: shop
        sourceRef: {kind: GitRepository, name: shop}
      ---
      """;
  private static final String SOURCE =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: shop, namespace: shop}
      spec: {url: "@URL@", ref: {branch: main}, interval: 10m}
      """;
  private static final String CONFIG =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: config}
      data: {color: green}
      """;

  private final List<AutoCloseable> running = new ArrayList<>();
  private final Path folder;
  private final AuditLog audit;
  private final Path kubeconfig;
  private final Cluster cluster;

  private SharedReplicas(Path folder) {
    this.folder = folder;
    audit = AuditLog.in(folder);
    kubeconfig = started(ControlPlane.start(audit.flags())).kubeconfig();
    cluster = started(Cluster.connect(kubeconfig));
  }

  /** A cluster with the objects and their source, and no replica yet. */
  static SharedReplicas open() throws IOException, InterruptedException {
    SharedReplicas replicas = new SharedReplicas(Files.createTempDirectory("millrace-replicas"));
    try {
      replicas.prepare();
      return replicas;
    } catch (RuntimeException | IOException | InterruptedException e) {
      replicas.close();
      throw e;
    }
  }

  AuditLog audit() {
    return audit;
  }

  /** Starts a replica that is called so. */
  ControllerProcess start(String host) {
    return started(
        ControllerProcess.start(
            Controller.KUSTOMIZE,
            kubeconfig,
            folder.resolve(host),
            Ports.free(),
            List.of(
                "--metrics-addr=0",
                "--enable-auto-sharding",
                "--leader-election-lease-duration=10s",
                "--leader-election-renew-deadline=8s",
                "--leader-election-retry-period=1s"),
            Map.of("HOSTNAME", host)));
  }

  /** Waits until all objects are Ready. */
  void awaitReady() {
    names()
        .forEach(
            name -> cluster.await(Kind.KUSTOMIZATION, NAMESPACE, name, each -> each.isReady()));
  }

  /** Asks for a run of every object and waits until each had it. */
  void runAll(String token) {
    names()
        .forEach(
            name ->
                cluster.patch(
                    Kind.KUSTOMIZATION,
                    NAMESPACE,
                    name,
                    "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"%s\"}}}"
                        .formatted(token)));
    names()
        .forEach(
            name ->
                cluster.await(
                    Kind.KUSTOMIZATION,
                    NAMESPACE,
                    name,
                    each -> each.text("status.lastHandledReconcileAt").equals(token)));
  }

  /** Who works on a share of the objects, as the Leases say. */
  List<String> atWork() {
    return ReplicasAtWork.of(cluster, Controller.KUSTOMIZE);
  }

  @Override
  public void close() {
    for (AutoCloseable each : running.reversed()) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("could not be stopped", e);
      }
    }
  }

  private void prepare() throws IOException, InterruptedException {
    new DefinitionsOnly().applyTo(cluster);
    cluster.ensureNamespace(NAMESPACE);
    GitRemote remote = started(GitServer.start()).create("shop");
    remote.commit("Add the shop", Map.of("config.yaml", CONFIG));
    cluster.applyText(SOURCE.replace("@URL@", remote.url().toString()), Map.of());
    cluster.applyText(
        String.join("", names().map(name -> KUSTOMIZATION.replace("@NAME@", name)).toList()),
        Map.of());
    int storage = Ports.free();
    started(
        ControllerProcess.start(
            Controller.SOURCE,
            kubeconfig,
            folder.resolve("source"),
            Ports.free(),
            List.of(
                "--metrics-addr=0",
                "--storage-path=" + folder.resolve("artifacts"),
                "--storage-addr=127.0.0.1:" + storage,
                "--storage-adv-addr=127.0.0.1:" + storage)));
  }

  private static Stream<String> names() {
    return IntStream.range(0, OBJECTS).mapToObj(i -> "app-" + i);
  }

  private <T extends AutoCloseable> T started(T each) {
    running.add(each);
    return each;
  }
}
