package dev.millrace.bench.workload;

import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Step;
import java.time.Duration;
import java.util.List;

/** W4: applications with an interval of a minute, in a minute without change. */
final class NoChange implements KustomizationWorkload {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private final int count;

  NoChange(int count) {
    this.count = count;
  }

  @Override
  public List<Step> phases(Scene scene) {
    OciFleet fleet = OciFleet.of(scene, "apps", count, "1m");
    return List.of(
        Step.of("install", count, fleet::install, fleet.must(1)),
        Step.during("a minute without change", count, () -> Thread.sleep(A_MINUTE), fleet.must(1)));
  }
}
