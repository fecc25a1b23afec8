package dev.millrace.e2e;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.install.DefinitionsOnly;
import dev.millrace.e2e.install.Installation;
import dev.millrace.e2e.monitoring.Scrape;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.e2e.process.Ports;
import dev.millrace.harness.live.AuditLog;
import dev.millrace.servers.ControlPlane;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cluster whose objects have labels that say who looks after them. */
final class Shards implements AutoCloseable {
  static final String NAMESPACE = "shop";
  static final List<String> NAMES = List.of("shard-1", "shard-2");

  /** One object of each shard; none of them can become Ready, which needs nothing but a cluster. */
  private static final Map<Controller, String> OBJECTS =
      Map.of(
          Controller.SOURCE,
          """
          apiVersion: source.toolkit.fluxcd.io/v1
          kind: GitRepository
          spec: {url: "http://127.0.0.1:1/none", interval: 10m, timeout: 5s}
          """,
          Controller.KUSTOMIZE,
          """
          apiVersion: kustomize.toolkit.fluxcd.io/v1
          kind: Kustomization
          spec: {interval: 10m, prune: true, sourceRef: {kind: OCIRepository, name: none}}
          """,
          Controller.HELM,
          """
          apiVersion: helm.toolkit.fluxcd.io/v2
          kind: HelmRelease
          spec: {interval: 10m, chartRef: {kind: OCIRepository, name: none}}
          """,
          Controller.NOTIFICATION,
          """
          apiVersion: notification.toolkit.fluxcd.io/v1
          kind: Receiver
          spec: {type: generic, resources: [{kind: Bucket, name: none}], secretRef: {name: none}}
          """,
          Controller.IMAGE_AUTOMATION,
          """
          apiVersion: image.toolkit.fluxcd.io/v1
          kind: ImageRepository
          spec: {interval: 10m, image: "127.0.0.1:1/none"}
          """);

  private static final String LABEL = "sharding.fluxcd.io/key";

  /** What happens while controllers work. */
  @FunctionalInterface
  interface Play {
    void with(Controller controller) throws InterruptedException;
  }

  private final List<AutoCloseable> running = new ArrayList<>();
  private final Map<String, Integer> metricsPorts = new HashMap<>();
  private final Path folder;
  private final AuditLog audit;
  private final Path kubeconfig;
  private final Cluster cluster;

  private Shards(Path folder) {
    this.folder = folder;
    audit = AuditLog.in(folder);
    kubeconfig = started(ControlPlane.start(audit.flags())).kubeconfig();
    cluster = started(Cluster.connect(kubeconfig));
  }

  /** A cluster with the kinds and nothing else. */
  static Shards open() throws IOException {
    Shards shards = new Shards(Files.createTempDirectory("millrace-shards"));
    try {
      new DefinitionsOnly().applyTo(shards.cluster);
      shards.cluster.ensureNamespace(NAMESPACE);
      return shards;
    } catch (RuntimeException e) {
      shards.close();
      throw e;
    }
  }

  AuditLog audit() {
    return audit;
  }

  /**
   * Plays something while each shard has a controller of its own, which is called like it and stops
   * when it is asked to, though it leads.
   */
  void withControllers(Controller controller, Play play) throws InterruptedException {
    List<ControllerProcess> processes =
        NAMES.stream().map(shard -> start(controller, shard)).toList();
    try {
      for (ControllerProcess process : processes) {
        process.awaitReady();
      }
      play.with(controller);
      for (ControllerProcess process : processes) {
        process.stop();
      }
    } finally {
      for (ControllerProcess process : processes) {
        process.kill();
      }
    }
  }

  /** Hands an object of each shard in and waits until something was said about it. */
  void handIn(Controller controller) {
    String object = OBJECTS.get(controller);
    NAMES.forEach(
        shard ->
            cluster.applyText(
                object
                    + "metadata: {name: %s, namespace: %s, labels: {%s: %s}}%n"
                        .formatted(shard, NAMESPACE, LABEL, shard),
                Map.of()));
    NAMES.forEach(
        shard ->
            cluster.await(
                kind(controller),
                NAMESPACE,
                shard,
                each -> !each.text("status.conditions.0.type").isEmpty()));
  }

  /** What each shard's controller says of its lead while it works. */
  List<Double> leads() throws InterruptedException {
    List<Double> leads = new ArrayList<>();
    for (String shard : NAMES) {
      URI metrics = URI.create("http://127.0.0.1:%d/metrics".formatted(metricsPorts.get(shard)));
      Scrape.of(metrics).stream()
          .filter(sample -> sample.metric().equals("leader_election_master_status"))
          .forEach(sample -> leads.add(sample.value()));
    }
    return leads;
  }

  /** Who has the leases of a controller's shards; the empty text if nobody has. */
  List<String> leaseHolders(Controller controller) {
    return cluster.client().leases().inNamespace(Installation.NAMESPACE).list().getItems().stream()
        .filter(
            lease ->
                lease
                    .getMetadata()
                    .getName()
                    .startsWith(controller.program() + "-leader-election-"))
        .map(lease -> lease.getSpec().getHolderIdentity())
        .toList();
  }

  private ControllerProcess start(Controller controller, String shard) {
    metricsPorts.put(shard, Ports.free());
    return ControllerProcess.start(
        controller,
        kubeconfig,
        folder.resolve(shard),
        Ports.free(),
        flags(controller, shard),
        Map.of("HOSTNAME", shard));
  }

  private List<String> flags(Controller controller, String shard) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--metrics-addr=127.0.0.1:" + metricsPorts.get(shard),
                "--enable-leader-election",
                "--watch-label-selector=%s=%s".formatted(LABEL, shard)));
    String storage = "--storage-path=" + folder.resolve(shard).resolve("storage");
    switch (controller) {
      case SOURCE -> {
        int port = Ports.free();
        flags.addAll(
            List.of(
                storage,
                "--storage-addr=127.0.0.1:" + port,
                "--storage-adv-addr=127.0.0.1:" + port));
      }
      case IMAGE_AUTOMATION -> flags.add(storage);
      case NOTIFICATION ->
          flags.addAll(
              List.of(
                  "--events-addr=127.0.0.1:" + Ports.free(),
                  "--receiverAddr=127.0.0.1:" + Ports.free(),
                  "--outbox-path=" + folder.resolve(shard).resolve("outbox")));
      case KUSTOMIZE, HELM -> {}
    }
    return flags;
  }

  private static Kind kind(Controller controller) {
    return switch (controller) {
      case SOURCE -> Kind.GIT_REPOSITORY;
      case KUSTOMIZE -> Kind.KUSTOMIZATION;
      case HELM -> Kind.HELM_RELEASE;
      case NOTIFICATION -> Kind.RECEIVER;
      case IMAGE_AUTOMATION -> Kind.IMAGE_REPOSITORY;
    };
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

  private <T extends AutoCloseable> T started(T each) {
    running.add(each);
    return each;
  }
}
