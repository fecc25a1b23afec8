package dev.millrace.chaos.play;

import dev.millrace.chaos.end.Census;
import dev.millrace.chaos.proxy.ApiProxy;
import dev.millrace.chaos.proxy.HttpProxy;
import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.install.DefinitionsOnly;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.e2e.process.Ports;
import dev.millrace.e2e.process.Started;
import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.OciRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An API server, servers of the outside, and five controllers, each behind a proxy of its own. */
public final class Ensemble implements AutoCloseable {
  /** The controllers that take part. */
  public static final List<Controller> CAST = List.of(Controller.values());

  private static final List<String> ELECTION =
      List.of(
          "--enable-leader-election",
          "--leader-election-lease-duration=10s",
          "--leader-election-renew-deadline=8s",
          "--leader-election-retry-period=1s");

  private final Started running;
  private final Map<Controller, ApiProxy> proxies = new EnumMap<>(Controller.class);
  private final Map<Controller, ControllerProcess> processes = new EnumMap<>(Controller.class);
  private final Path folder;
  private final Cluster cluster;
  private final GitServer git;
  private final OciRegistry registry;
  private final Chat chat;
  private final ControlPlane controlPlane;
  private final Census census;
  private final int storage = Ports.free();
  private final int intake = Ports.free();
  private final HttpProxy artifacts;
  private final HttpProxy events;
  private final Map<Controller, MovableClock> clocks = new EnumMap<>(Controller.class);

  private Ensemble(Started running) throws IOException, InterruptedException {
    this.running = running;
    folder = Files.createTempDirectory("millrace-chaos");
    Optional<Path> clockLibrary = MovableClock.library(folder);
    controlPlane = running.add(ControlPlane.start());
    cluster = running.add(Cluster.connect(controlPlane.kubeconfig()));
    git = running.add(GitServer.start());
    registry = running.add(OciRegistry.start());
    chat = running.add(Chat.start());
    new DefinitionsOnly().applyTo(cluster);
    census = Census.of(cluster.client());
    artifacts = running.add(HttpProxy.before(storage));
    events = running.add(HttpProxy.before(intake));
    for (Controller controller : CAST) {
      if (clockLibrary.isPresent()) {
        Path time = folder.resolve(controller.program() + ".clock");
        clocks.put(controller, MovableClock.at(clockLibrary.get(), time));
      }
      ApiProxy proxy = running.add(newProxy());
      proxies.put(controller, proxy);
      processes.put(
          controller, running.add(start(controller, proxy, controller.program(), List.of())));
    }
  }

  /** Starts everything; what was started before a failure is stopped again. */
  public static Ensemble open() throws InterruptedException {
    Started running = new Started();
    try {
      Ensemble ensemble = new Ensemble(running);
      for (ControllerProcess each : ensemble.processes.values()) {
        each.awaitReady();
      }
      return ensemble;
    } catch (IOException e) {
      running.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error | InterruptedException e) {
      running.close();
      throw e;
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
  public Chat chat() {
    return chat;
  }

  /** The folder in which source-controller keeps its artifacts. */
  public Path artifactFolder() {
    return folder.resolve("artifacts");
  }

  /** The folder with the logs of all processes. */
  Path logs() {
    return folder.resolve("logs");
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

  /** The clock of a controller; empty where none can be moved, for want of a C compiler. */
  public Optional<MovableClock> clock(Controller controller) {
    return Optional.ofNullable(clocks.get(controller));
  }

  /** One of the processes. */
  public ControllerProcess process(Controller controller) {
    return find(processes, controller);
  }

  @Override
  public void close() {
    running.close();
  }

  /**
   * Starts a controller several times, of which one leads, in place of the process that is there;
   * {@link #alone} ends that.
   */
  public List<Replica> replicas(Controller controller, int count) throws InterruptedException {
    process(controller).stop();
    List<Replica> replicas = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ApiProxy proxy = newProxy();
      String name = controller.program() + "-" + i;
      replicas.add(new Replica(start(controller, proxy, name, ELECTION), proxy));
    }
    for (Replica each : replicas) {
      each.process().awaitReady();
    }
    return replicas;
  }

  /** Stops replicas and starts the one process again. */
  public void alone(Controller controller, List<Replica> replicas) throws InterruptedException {
    for (Replica each : replicas) {
      each.process().close();
      each.proxy().close();
    }
    process(controller).restart();
    process(controller).awaitReady();
  }

  private ApiProxy newProxy() {
    return ApiProxy.before(controlPlane.kubeconfig());
  }

  private ControllerProcess start(
      Controller controller, ApiProxy proxy, String name, List<String> more) {
    List<String> flags = new ArrayList<>(List.of("--metrics-addr=0"));
    flags.addAll(flags(controller, name));
    flags.addAll(more);
    return ControllerProcess.start(
        controller,
        proxy.kubeconfig(folder.resolve(name + ".kubeconfig")),
        logs(),
        Ports.free(),
        flags,
        environment(controller, name));
  }

  private Map<String, String> environment(Controller controller, String name) {
    Map<String, String> environment = new HashMap<>(Map.of("HOSTNAME", name));
    clock(controller).ifPresent(each -> environment.putAll(each.environment()));
    return environment;
  }

  private List<String> flags(Controller controller, String name) {
    String told = "--events-addr=http://" + events.authority() + "/";
    return switch (controller) {
      case SOURCE ->
          List.of(
              told,
              "--storage-path=" + artifactFolder(),
              "--storage-addr=127.0.0.1:" + storage,
              "--storage-adv-addr=" + artifacts.authority());
      case KUSTOMIZE, HELM -> List.of(told, "--requeue-dependency=1s");
      case NOTIFICATION ->
          List.of(
              "--events-addr=127.0.0.1:" + intake,
              "--receiverAddr=127.0.0.1:" + Ports.free(),
              "--outbox-path=" + folder.resolve(name + "-outbox"),
              "--egress-allow-cidrs=127.0.0.0/8");
      case IMAGE_AUTOMATION ->
          List.of(
              told, "--requeue-dependency=1s", "--storage-path=" + folder.resolve(name + "-tags"));
    };
  }

  private static <T> T find(Map<Controller, T> parts, Controller controller) {
    T part = parts.get(controller);
    if (part == null) {
      throw new IllegalArgumentException(controller.program() + " has no part in this");
    }
    return part;
  }
}
