package dev.millrace.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real Kubernetes API server for tests and the demo.
 *
 * <p>In this order: the cluster named by the environment variable {@code MILLRACE_KUBECONFIG}, the
 * program of {@code testing/control-plane} in the user's cache, or that program built now, which
 * takes 6 to 15 minutes once.
 */
public final class ControlPlane implements AutoCloseable {
  private static final String KUBECONFIG_VARIABLE = "MILLRACE_KUBECONFIG";

  private final Path kubeconfig;
  private final @Nullable Process process;

  private ControlPlane(Path kubeconfig, @Nullable Process process) {
    this.kubeconfig = kubeconfig;
    this.process = process;
  }

  /** Starts an API server with an empty data folder, or attaches to the one that is named. */
  public static ControlPlane start(String... flags) {
    String named = System.getenv(KUBECONFIG_VARIABLE);
    if (named != null && !named.isBlank()) {
      return new ControlPlane(Path.of(named), null);
    }
    try {
      return launch(program(), Files.createTempDirectory("millrace-control-plane"), flags);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kubeconfig of a cluster administrator. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** Whether this object owns the API server, so that its data are nobody else's. */
  public boolean isOwned() {
    return process != null;
  }

  /** Stops the API server if this object started it. */
  @Override
  public void close() {
    if (process == null) {
      return;
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException _) {
      process.destroyForcibly();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static ControlPlane launch(Path program, Path folder, String... flags)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(), "--dir", folder.toString(), "--rm", "--stop-on-stdin-close"));
    command.addAll(List.of(flags));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (line == null || !line.startsWith("ready ")) {
      process.destroyForcibly();
      throw new IOException("the control plane did not start; it said: " + line);
    }
    return new ControlPlane(folder.resolve("kubeconfig"), process);
  }

  private static Path program() throws IOException {
    Path build = Repository.root().resolve("testing/control-plane/build");
    Process process =
        new ProcessBuilder(build.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String path = output.readLine();
      if (path == null) {
        throw new IOException(
            "the test control plane could not be built; set "
                + KUBECONFIG_VARIABLE
                + " to a kubeconfig to use another cluster");
      }
      return Path.of(path);
    }
  }
}
