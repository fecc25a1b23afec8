package dev.millrace.e2e.story;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.install.DefinitionsOnly;
import dev.millrace.e2e.install.Installation;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.e2e.process.Ports;
import dev.millrace.e2e.process.Programs;
import dev.millrace.e2e.process.Started;
import dev.millrace.servers.ChartRepository;
import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.GitRemote;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.Login;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.WebhookSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Everything the story needs, running: an API server, the servers of the outside world, and the
 * five controllers as five processes.
 */
public final class Stage implements AutoCloseable {
  private static final List<Controller> CAST =
      List.of(
          Controller.SOURCE,
          Controller.KUSTOMIZE,
          Controller.HELM,
          Controller.NOTIFICATION,
          Controller.IMAGE_AUTOMATION);

  /** What every Secret of the story holds: passwords, tokens, and a part of addresses. */
  static final String SECRET = "only-for-the-demo";

  private static final Login GIT_LOGIN = new Login("millrace", SECRET);

  private final Started running = new Started();
  private final Map<Controller, ControllerProcess> controllers = new EnumMap<>(Controller.class);
  private final Progress progress;
  private final Installation installation;
  private final Programs programs;
  private final Path folder;
  private final ControlPlane controlPlane;
  private final Cluster cluster;
  private final GitServer gitServer;
  private final GitRemote shop;
  private final OciRegistry registry;
  private final ChartRepository charts;
  private final WebhookSink sink;
  private final WebhookSink collector;
  private final int artifactPort = Ports.free();
  private final int eventsPort = Ports.free();
  private final int receiverPort = Ports.free();
  private final int statusPagePort = Ports.free();
  private final Map<Controller, Integer> metricsPorts = new EnumMap<>(Controller.class);

  private Stage(Progress progress, Installation installation, Programs programs) {
    this.progress = progress;
    this.installation = installation;
    this.programs = programs;
    try {
      this.folder = Files.createTempDirectory("millrace-stage");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long begin = System.nanoTime();
    controlPlane = running.add(ControlPlane.start());
    progress.started("control plane", "kubeconfig " + controlPlane.kubeconfig(), begin);
    cluster = running.add(Cluster.connect(controlPlane.kubeconfig()));
    gitServer = running.add(GitServer.start(Ports.preferred(7001), GIT_LOGIN));
    shop = gitServer.create("shop");
    registry = running.add(OciRegistry.start(Ports.preferred(7002), null));
    charts = running.add(ChartRepository.start(Ports.preferred(7003), null));
    sink = running.add(WebhookSink.start(Ports.preferred(7004)));
    collector = running.add(WebhookSink.start());
  }

  /** Starts everything, with the controllers as administrators. */
  public static Stage open(Progress progress) throws InterruptedException {
    return open(progress, new DefinitionsOnly());
  }

  /** Starts everything, with the controllers of this build. */
  public static Stage open(Progress progress, Installation installation)
      throws InterruptedException {
    return open(progress, installation, Programs.ofThisBuild());
  }

  /** Starts everything; what was started before a failure is stopped again. */
  public static Stage open(Progress progress, Installation installation, Programs programs)
      throws InterruptedException {
    Stage stage = new Stage(progress, installation, programs);
    try {
      stage.describeServers();
      stage.installation.applyTo(stage.cluster);
      stage.startControllers();
      return stage;
    } catch (RuntimeException | Error | InterruptedException e) {
      stage.close();
      throw e;
    }
  }

  /** Where live news goes. */
  public Progress progress() {
    return progress;
  }

  /** A scratch folder that goes with the stage; the logs of the controllers are in it. */
  public Path folder() {
    return folder;
  }

  /** The kubeconfig of a cluster administrator. */
  public Path kubeconfig() {
    return controlPlane.kubeconfig();
  }

  /** The cluster. */
  public Cluster cluster() {
    return cluster;
  }

  /** The Git server. */
  public GitServer gitServer() {
    return gitServer;
  }

  /** Who may read and write the repositories of the Git server. */
  public Login gitLogin() {
    return GIT_LOGIN;
  }

  /** The repository of the shop. */
  public GitRemote shop() {
    return shop;
  }

  /** The registry of images and artifacts. */
  public OciRegistry registry() {
    return registry;
  }

  /** The chart repository. */
  public ChartRepository charts() {
    return charts;
  }

  /** The far end of all alerts. */
  public WebhookSink sink() {
    return sink;
  }

  /** The far end of all traces. */
  public WebhookSink collector() {
    return collector;
  }

  /** The address of the webhook receivers. */
  public String receivers() {
    return "http://127.0.0.1:" + receiverPort;
  }

  /** Where a controller offers its metrics. */
  public URI metrics(Controller controller) {
    return URI.create("http://127.0.0.1:" + metricsPorts.get(controller) + "/metrics");
  }

  /** The address of the status page. */
  public String statusPage() {
    return "http://127.0.0.1:" + statusPagePort;
  }

  /** The controllers that have a part in the story. */
  public List<Controller> cast() {
    return CAST;
  }

  /** One of the five processes. */
  public ControllerProcess controller(Controller controller) {
    ControllerProcess process = controllers.get(controller);
    if (process == null) {
      throw new IllegalStateException(controller.program() + " is not running");
    }
    return process;
  }

  /** The addresses in the samples, and where those servers really listen this time. */
  public Map<String, String> addresses() {
    return Map.of(
        "127.0.0.1:7001", gitServer.address().getAuthority(),
        "127.0.0.1:7002", registry.host(),
        "127.0.0.1:7003", charts.address().getAuthority(),
        "127.0.0.1:7004", sink.address().getAuthority());
  }

  /** Kills a controller without warning, starts it again and waits until it is ready. */
  public void killAndRestart(Controller controller) throws InterruptedException {
    ControllerProcess process = controller(controller);
    process.kill();
    process.restart();
    process.awaitReady();
  }

  @Override
  public void close() {
    try {
      running.close();
    } catch (IllegalStateException e) {
      progress.note("while stopping: " + e.getMessage());
    }
  }

  private void describeServers() {
    long now = System.nanoTime();
    progress.started("Git server", shop.url().toString(), now);
    progress.started("OCI registry", registry.host(), now);
    progress.started("chart repository", charts.address().toString(), now);
    progress.started("webhook sink", sink.address().toString(), now);
  }

  private void startControllers() throws InterruptedException {
    long begin = System.nanoTime();
    for (Controller controller : CAST) {
      List<String> flags = new ArrayList<>(commonFlags(controller));
      flags.addAll(installation.flags(controller));
      flags.addAll(flags(controller));
      controllers.put(
          controller,
          running.add(
              ControllerProcess.start(
                  programs,
                  controller,
                  installation.kubeconfig(controller, cluster, kubeconfig(), folder),
                  folder.resolve("logs"),
                  Ports.free(),
                  flags)));
    }
    for (ControllerProcess process : controllers.values()) {
      process.awaitReady();
      progress.started(process.name(), "pid " + process.pid(), begin);
    }
  }

  private List<String> commonFlags(Controller controller) {
    int port = Ports.free();
    metricsPorts.put(controller, port);
    return List.of(
        "--metrics-addr=127.0.0.1:" + port,
        "--traces-addr=" + collector.address(),
        "--log-level=info");
  }

  private List<String> flags(Controller controller) {
    String events = "--events-addr=http://127.0.0.1:" + eventsPort + "/";
    return switch (controller) {
      case SOURCE ->
          List.of(
              events,
              "--storage-path=" + folder.resolve("artifacts"),
              "--storage-addr=127.0.0.1:" + artifactPort,
              "--storage-adv-addr=127.0.0.1:" + artifactPort);
      case NOTIFICATION ->
          List.of(
              "--events-addr=127.0.0.1:" + eventsPort,
              "--receiverAddr=127.0.0.1:" + receiverPort,
              "--status-page-addr=127.0.0.1:" + statusPagePort,
              "--outbox-path=" + folder.resolve("outbox"),
              "--egress-allow-cidrs=127.0.0.0/8");
      case IMAGE_AUTOMATION -> List.of(events, "--storage-path=" + folder.resolve("tags"));
      case KUSTOMIZE, HELM -> List.of(events);
    };
  }
}
