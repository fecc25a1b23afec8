package dev.millrace.bench.workload;

import dev.millrace.bench.process.ControllerSetup;
import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Step;
import dev.millrace.bench.suite.Workload;
import java.util.List;

/** W2: installs and upgrades many releases with tests. */
final class ManyReleases implements Workload {
  private final int count;

  ManyReleases(int count) {
    this.count = count;
  }

  @Override
  public List<ControllerSetup> controllers() {
    return Suites.releases();
  }

  @Override
  public void prepare(Scene scene) throws Exception {
    HelmFleet.warmUp(scene);
  }

  @Override
  public List<Step> phases(Scene scene) {
    HelmFleet fleet = HelmFleet.of(scene, "releases", count);
    return List.of(
        Step.of("install", count, fleet::install, fleet.must()),
        Step.of("upgrade", count, fleet::upgrade, fleet.must()));
  }
}
