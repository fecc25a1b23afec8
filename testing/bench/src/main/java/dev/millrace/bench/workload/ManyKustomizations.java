package dev.millrace.bench.workload;

import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Step;
import java.util.List;

/** W1: installs and upgrades many applications from a registry. */
final class ManyKustomizations implements KustomizationWorkload {
  private final int count;

  ManyKustomizations(int count) {
    this.count = count;
  }

  @Override
  public List<Step> phases(Scene scene) {
    OciFleet fleet = OciFleet.of(scene, "apps", count, "1h");
    return List.of(
        Step.of("install", count, fleet::install, fleet.must(1)),
        Step.of("upgrade", count, fleet::upgrade, fleet.must(2)));
  }
}
