package dev.millrace.chaos.play;

import dev.millrace.chaos.end.Census;
import dev.millrace.chaos.proxy.ApiProxy;
import dev.millrace.chaos.proxy.HttpProxy;
import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.install.DefinitionsOnly;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.e2e.process.Ports;
import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.WebhookSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An API server, servers of the outside, and five controllers, each behind a proxy of its own. */
public final class Ensemble implements AutoCloseable {
  /** The controllers that take part. */
  public static final List<Controller> CAST = List.of(Controller.values());

  private final List<AutoCloseable> running = new ArrayList<>();
  private final Map<Controller, ApiProxy> proxies = new EnumMap<>(Controller.class);
  private final Map<Controller, ControllerProcess> processes = new EnumMap<>(Controller.class);
  private final Path folder;
  private final Cluster cluster;
  private final GitServer git;
  private final OciRegistry registry;
  private final WebhookSink sink;
  private final Census census;
  private final int storage = Ports.free();
  private final int intake = Ports.free();
  private final HttpProxy artifacts;
  private final HttpProxy events;

  private Ensemble() throws IOException {
    folder = Files.createTempDirectory("millrace-chaos");
    ControlPlane controlPlane = started(ControlPlane.start());
    cluster = started(Cluster.connect(controlPlane.kubeconfig()));
    git = started(GitServer.start());
    registry = started(OciRegistry.start());
    sink = started(WebhookSink.start());
    new DefinitionsOnly().applyTo(cluster);
    census = Census.of(cluster.client());
    artifacts = started(HttpProxy.before(storage));
    events = started(HttpProxy.before(intake));
    for (Controller controller : CAST) {
      ApiProxy proxy = started(ApiProxy.before(controlPlane.kubeconfig()));
      proxies.put(controller, proxy);
      processes.put(controller, started(start(controller, proxy)));
    }
  }

  /** Starts everything; what was started before a failure is stopped again. */
  public static Ensemble open() throws InterruptedException {
    try {
      Ensemble ensemble = new Ensemble();
      for (ControllerProcess each : ensemble.processes.values()) {
        each.awaitReady();
      }
      return ensemble;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cluster, as its administrator sees it. */
  public Cluster cluster() {
    return cluster;
  }

  /** The Git server. */
  public GitServer git() {
    return git;
  }

  /** The registry of images. */
  public OciRegistry registry() {
    return registry;
  }

  /** The chat that alerts go to. */
  public WebhookSink sink() {
    return sink;
  }

  /** What the chat heard under a path, oldest first. */
  List<String> heard(String path) {
    return sink.received().stream()
        .filter(each -> each.uri().getPath().equals("/" + path))
        .map(WebhookSink.Received::body)
        .toList();
  }

  /** What looks at all objects. */
  Census census() {
    return census;
  }

  /** What is between a controller and the API server. */
  public ApiProxy proxy(Controller controller) {
    return find(proxies, controller);
  }

  /** What is between the controllers and the artifacts. */
  public HttpProxy artifacts() {
    return artifacts;
  }

  /** What is between the controllers and notification-controller. */
  public HttpProxy events() {
    return events;
  }

  /** One of the processes. */
  public ControllerProcess process(Controller controller) {
    return find(processes, controller);
  }

  @Override
  public void close() {
    for (AutoCloseable each : running.reversed()) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("a server did not stop", e);
      }
    }
  }

  private ControllerProcess start(Controller controller, ApiProxy proxy) {
    List<String> flags = new ArrayList<>(List.of("--metrics-addr=0"));
    flags.addAll(flags(controller));
    return ControllerProcess.start(
        controller,
        proxy.kubeconfig(folder.resolve(controller.program() + ".kubeconfig")),
        folder.resolve("logs"),
        Ports.free(),
        flags);
  }

  private List<String> flags(Controller controller) {
    String told = "--events-addr=http://" + events.authority() + "/";
    return switch (controller) {
      case SOURCE ->
          List.of(
              told,
              "--storage-path=" + folder.resolve("artifacts"),
              "--storage-addr=127.0.0.1:" + storage,
              "--storage-adv-addr=" + artifacts.authority());
      case KUSTOMIZE, HELM -> List.of(told, "--requeue-dependency=1s");
      case NOTIFICATION ->
          List.of(
              "--events-addr=127.0.0.1:" + intake,
              "--receiverAddr=127.0.0.1:" + Ports.free(),
              "--outbox-path=" + folder.resolve("outbox"),
              "--egress-allow-cidrs=127.0.0.0/8");
      case IMAGE_AUTOMATION ->
          List.of(told, "--requeue-dependency=1s", "--storage-path=" + folder.resolve("tags"));
    };
  }

  private <T extends AutoCloseable> T started(T server) {
    running.add(server);
    return server;
  }

  private static <T> T find(Map<Controller, T> parts, Controller controller) {
    T part = parts.get(controller);
    if (part == null) {
      throw new IllegalArgumentException(controller.program() + " has no part in this");
    }
    return part;
  }
}
