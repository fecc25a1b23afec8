package dev.millrace.controller.helm.live;

import dev.millrace.controller.helm.config.RunningController;
import dev.millrace.harness.live.AuditLog;
import dev.millrace.harness.live.LiveCluster;
import dev.millrace.harness.live.RecordedEvents;
import dev.millrace.servers.ChartRepository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server of charts, and controllers on a cluster that all tests of the module share: one for each
 * set of flags that tests ask for. Each sees only the HelmReleases that carry its label.
 */
final class Stage implements AutoCloseable {
  private static final String LABEL = "test.millrace.dev/controller";

  private final SharedCluster shared;
  private final ChartRepository charts = ChartRepository.start();
  private final Map<List<String>, Cast> casts = new HashMap<>();
  private final List<RunningController> controllers = new ArrayList<>();

  private Stage(SharedCluster shared) {
    this.shared = shared;
  }

  /**
   * Who looks after the HelmReleases of a scene.
   *
   * @param label of all of them; may be empty
   * @param events what is told of them
   */
  record Cast(String label, RecordedEvents events) {}

  static Stage on(SharedCluster shared) {
    return new Stage(shared);
  }

  /** A namespace of its own for a test whose controller has these flags. */
  Scene scene(String... flags) {
    return new Scene(this, cluster().newNamespace(), cast(List.of(flags)));
  }

  /** A namespace whose HelmReleases no controller looks after. */
  Scene unattendedScene() {
    return new Scene(this, cluster().newNamespace(), new Cast("", new RecordedEvents()));
  }

  private synchronized Cast cast(List<String> flags) {
    return casts.computeIfAbsent(flags, this::start);
  }

  private Cast start(List<String> flags) {
    String label = "c" + controllers.size();
    List<String> all = new ArrayList<>(flags);
    all.add("--http-retry=0");
    all.add("--watch-label-selector=%s=%s".formatted(LABEL, label));
    RunningController controller =
        RunningController.start(shared.cluster().client(), all.toArray(String[]::new));
    controllers.add(controller);
    return new Cast("%s: \"%s\"".formatted(LABEL, label), controller.events());
  }

  LiveCluster cluster() {
    return shared.cluster();
  }

  ChartRepository charts() {
    return charts;
  }

  /** The requests that the API server answers. */
  AuditLog audit() {
    return shared.audit();
  }

  @Override
  public void close() {
    controllers.forEach(RunningController::close);
    charts.close();
  }
}
