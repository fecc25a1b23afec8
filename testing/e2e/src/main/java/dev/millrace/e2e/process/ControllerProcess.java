package dev.millrace.e2e.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One controller as a process of its own, as it runs in a pod: started, killed, started again. */
public final class ControllerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path kubeconfig;
  private final Path log;
  private final int healthPort;
  private Process process;

  private ControllerProcess(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path kubeconfig,
      Path log,
      int healthPort)
      throws IOException {
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.kubeconfig = kubeconfig;
    this.log = log;
    this.healthPort = healthPort;
    this.process = launch();
  }

  /**
   * Starts a controller and returns at once; {@link #awaitReady} waits for it.
   *
   * <p>The program is that of {@link Programs#ofThisBuild}.
   */
  public static ControllerProcess start(
      Controller controller, Path kubeconfig, Path folder, int healthPort, List<String> flags) {
    return start(controller, kubeconfig, folder, healthPort, flags, Map.of());
  }

  /** Starts a controller as above, with variables of its environment. */
  public static ControllerProcess start(
      Controller controller,
      Path kubeconfig,
      Path folder,
      int healthPort,
      List<String> flags,
      Map<String, String> environment) {
    return start(
        controller.program(),
        Programs.ofThisBuild().command(controller),
        environment,
        kubeconfig,
        folder,
        healthPort,
        flags);
  }

  /** Starts one of the given programs as above. */
  public static ControllerProcess start(
      Programs programs,
      Controller controller,
      Path kubeconfig,
      Path folder,
      int healthPort,
      List<String> flags) {
    return start(
        controller.program(),
        programs.command(controller),
        Map.of(),
        kubeconfig,
        folder,
        healthPort,
        flags);
  }

  /** As {@link #start}, for a program that was built elsewhere and understands the same flags. */
  public static ControllerProcess startBinary(
      Path binary, Path kubeconfig, Path folder, int healthPort, List<String> flags) {
    String name = binary.getFileName().toString();
    return start(name, List.of(binary.toString()), Map.of(), kubeconfig, folder, healthPort, flags);
  }

  private static ControllerProcess start(
      String name,
      List<String> program,
      Map<String, String> environment,
      Path kubeconfig,
      Path folder,
      int healthPort,
      List<String> flags) {
    List<String> command = new ArrayList<>(program);
    command.add("--health-addr=127.0.0.1:" + healthPort);
    command.addAll(flags);
    try {
      Files.createDirectories(folder);
      return new ControllerProcess(
          name, command, environment, kubeconfig, folder.resolve(name + ".log"), healthPort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of the program. */
  public String name() {
    return name;
  }

  /** Where its log goes; appended to over restarts. */
  public Path log() {
    return log;
  }

  /** The id of the running process. */
  public long pid() {
    return process.pid();
  }

  /** Waits until the controller says that it is ready; fails when it ends or takes too long. */
  public void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!answersReady()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            name + " ended with code " + process.exitValue() + "; see " + log);
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            name + " was not ready after " + START_LIMIT + "; see " + log);
      }
      Thread.sleep(50);
    }
  }

  /** Ends the process as a lost node would: without a chance to say goodbye. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Stops the process where it is, as a node does that is out of breath, until {@link #resume}. */
  public void pause() throws InterruptedException {
    signal("STOP");
  }

  /** Lets the process go on, which does not know that it was paused. */
  public void resume() throws InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws InterruptedException {
    try {
      int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("signal " + name + " could not be sent");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the program again with the same flags. */
  public void restart() {
    try {
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the process to stop and waits until it has ended, as the kubelet does. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(START_LIMIT)) {
      throw new IllegalStateException(
          name + " did not stop within " + START_LIMIT + "; see " + log);
    }
  }

  /** Asks the process to stop, and ends it if it does not within ten seconds. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private boolean answersReady() throws InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + healthPort + "/readyz");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private Process launch() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("RUNTIME_NAMESPACE", "flux-system");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
