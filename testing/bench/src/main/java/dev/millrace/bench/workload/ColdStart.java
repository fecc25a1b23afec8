package dev.millrace.bench.workload;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.bench.process.ControllerSetup;
import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Step;
import dev.millrace.bench.suite.Workload;
import java.util.List;

/** W18: controllers start beside many applications that exist. */
final class ColdStart implements Workload {
  private final int count;

  ColdStart(int count) {
    this.count = count;
  }

  @Override
  public List<ControllerSetup> controllers() {
    return Suites.kustomizations();
  }

  @Override
  public void prepare(Scene scene) {}

  @Override
  public List<Step> phases(Scene scene) {
    OciFleet fleet = OciFleet.of(scene, "apps", count, "1h");
    return List.of(
        Step.of("install", count, fleet::install, fleet.must(1)),
        Step.of("stop", 1, () -> scene.stage().stopControllers(), fleet.must(1)),
        Step.of("start, first reconciliation", count, () -> start(scene, fleet), fleet.must(1)),
        Step.of("all compared", count, fleet::request, fleet.must(1)));
  }

  private static void start(Scene scene, OciFleet fleet) throws Exception {
    String token = scene.newRequest();
    scene.until(
        Kustomization.class,
        fleet.namespace(),
        1,
        Applied.request(token),
        () -> {
          scene.request(Kustomization.class, fleet.namespace(), OciFleet.name(0), token);
          scene.stage().startControllers();
        });
  }
}
