package dev.millrace.chaos.play;

import dev.millrace.chaos.proxy.ApiProxy;
import dev.millrace.chaos.proxy.ArtifactProxy;
import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.install.DefinitionsOnly;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.e2e.process.Ports;
import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.GitServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An API server, a Git server, and three controllers that each reach it through their proxy. */
public final class Ensemble implements AutoCloseable {
  /** The controllers that take part. */
  public static final List<Controller> CAST =
      List.of(Controller.SOURCE, Controller.KUSTOMIZE, Controller.HELM);

  private final List<AutoCloseable> running = new ArrayList<>();
  private final Map<Controller, ApiProxy> proxies = new EnumMap<>(Controller.class);
  private final Map<Controller, ControllerProcess> processes = new EnumMap<>(Controller.class);
  private final Path folder;
  private final Cluster cluster;
  private final GitServer git;
  private final ArtifactProxy artifacts;

  private Ensemble() throws IOException {
    folder = Files.createTempDirectory("millrace-chaos");
    ControlPlane controlPlane = started(ControlPlane.start());
    cluster = started(Cluster.connect(controlPlane.kubeconfig()));
    git = started(GitServer.start());
    new DefinitionsOnly().applyTo(cluster);
    int storage = Ports.free();
    artifacts = started(ArtifactProxy.before(storage));
    for (Controller controller : CAST) {
      ApiProxy proxy = started(ApiProxy.before(controlPlane.kubeconfig()));
      proxies.put(controller, proxy);
      processes.put(controller, started(start(controller, proxy, storage)));
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

  /** What is between a controller and the API server. */
  public ApiProxy proxy(Controller controller) {
    return find(proxies, controller);
  }

  /** What is between the controllers and the artifacts. */
  public ArtifactProxy artifacts() {
    return artifacts;
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

  private ControllerProcess start(Controller controller, ApiProxy proxy, int storage) {
    List<String> flags = new ArrayList<>(List.of("--metrics-addr=0"));
    if (controller == Controller.SOURCE) {
      flags.add("--storage-path=" + folder.resolve("artifacts"));
      flags.add("--storage-addr=127.0.0.1:" + storage);
      flags.add("--storage-adv-addr=" + artifacts.authority());
    } else {
      flags.add("--requeue-dependency=1s");
    }
    return ControllerProcess.start(
        controller,
        proxy.kubeconfig(folder.resolve(controller.program() + ".kubeconfig")),
        folder.resolve("logs"),
        Ports.free(),
        flags);
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
