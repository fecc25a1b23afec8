package dev.millrace.controller.helm.live;

import dev.millrace.controller.helm.config.RunningController;
import dev.millrace.harness.live.AuditLog;
import dev.millrace.harness.live.LiveCluster;
import dev.millrace.servers.ChartRepository;

/** The controller and a server of charts on a cluster, shared by all tests of the module. */
final class Stage implements AutoCloseable {
  private static final String ATTENDED = "test.millrace.dev/attended";

  private final SharedCluster shared;
  private final ChartRepository charts = ChartRepository.start();
  private final RunningController controller;

  private Stage(SharedCluster shared) {
    this.shared = shared;
    this.controller =
        RunningController.start(
            shared.cluster().client(),
            "--http-retry=0",
            "--watch-label-selector=" + ATTENDED + "=yes");
  }

  static Stage on(SharedCluster shared) {
    return new Stage(shared);
  }

  /** A namespace of its own for a test. */
  Scene scene() {
    return new Scene(this, cluster().newNamespace(), ATTENDED + ": \"yes\"");
  }

  /** A namespace whose HelmReleases the controller leaves alone. */
  Scene unattendedScene() {
    return new Scene(this, cluster().newNamespace(), "");
  }

  LiveCluster cluster() {
    return shared.cluster();
  }

  ChartRepository charts() {
    return charts;
  }

  RunningController controller() {
    return controller;
  }

  /** The requests that the API server answers. */
  AuditLog audit() {
    return shared.audit();
  }

  @Override
  public void close() {
    controller.close();
    charts.close();
  }
}
