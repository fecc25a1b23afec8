package dev.millrace.controller.helm.live;

import dev.millrace.controller.helm.config.RunningController;
import dev.millrace.harness.live.AuditLog;
import dev.millrace.harness.live.LiveCluster;
import dev.millrace.servers.ChartRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A real API server, a server of charts and the controller, shared by all tests of the module. */
final class Stage implements AutoCloseable {
  private static final String ATTENDED = "test.millrace.dev/attended";

  private final Path folder;
  private final AuditLog audit;
  private final LiveCluster cluster;
  private final ChartRepository charts = ChartRepository.start();
  private final RunningController controller;

  private Stage(Path folder) {
    this.folder = folder;
    this.audit = AuditLog.in(folder);
    this.cluster = LiveCluster.start(audit.flags());
    this.controller =
        RunningController.start(
            cluster.client(), "--http-retry=0", "--watch-label-selector=" + ATTENDED + "=yes");
  }

  static Stage open() {
    try {
      return new Stage(Files.createTempDirectory("millrace-helm-stage"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A namespace of its own for a test. */
  Scene scene() {
    return new Scene(this, cluster.newNamespace(), ATTENDED + ": \"yes\"");
  }

  /** A namespace whose HelmReleases the controller leaves alone. */
  Scene unattendedScene() {
    return new Scene(this, cluster.newNamespace(), "");
  }

  LiveCluster cluster() {
    return cluster;
  }

  ChartRepository charts() {
    return charts;
  }

  RunningController controller() {
    return controller;
  }

  /** The requests that the API server answers. */
  AuditLog audit() {
    return audit;
  }

  @Override
  public void close() {
    controller.close();
    charts.close();
    cluster.close();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.sorted((a, b) -> b.compareTo(a)).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
