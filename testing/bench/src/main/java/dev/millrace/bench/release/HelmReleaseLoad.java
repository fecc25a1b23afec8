package dev.millrace.bench.release;

import dev.millrace.bench.process.Arm;
import dev.millrace.bench.process.BenchMain;
import dev.millrace.bench.process.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * Installs, upgrades and asks about many HelmReleases of one chart with each helm-controller that
 * can be found (see {@link Arm#found}). Prints a table for each. The argument is the number of
 * releases, else 100.
 */
public final class HelmReleaseLoad {
  private static final int WARM_UP = 100;

  private final int count;

  private HelmReleaseLoad(int count) {
    this.count = count;
  }

  /** Runs it once for each program. */
  public static void main(String[] arguments) {
    int count = arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]);
    BenchMain.run(
        () -> {
          for (Arm arm : Arm.found(System.getenv())) {
            new HelmReleaseLoad(count).run(arm);
          }
        });
  }

  private void run(Arm arm) throws Exception {
    try (ReleaseBench bench = ReleaseBench.start(arm)) {
      warmUp(bench.fleet(PodinfoLikeChart.chart(), WARM_UP));
      List<Phase> phases = phases(bench, bench.fleet(PodinfoLikeChart.chart(), count));
      report(arm, bench, phases);
    }
  }

  private static void warmUp(ReleaseFleet fleet) throws Exception {
    fleet.install();
    fleet.upgrade();
    fleet.remove();
  }

  private List<Phase> phases(ReleaseBench bench, ReleaseFleet fleet) throws Exception {
    List<Phase> phases = new ArrayList<>();
    phases.add(bench.measure("install", count, fleet::install));
    phases.add(bench.measure("upgrade", count, fleet::upgrade));
    phases.add(bench.measure("no change", count, fleet::request));
    return phases;
  }

  private void report(Arm arm, ReleaseBench bench, List<Phase> phases) {
    System.out.printf(
        "%n%s, %d releases, peak memory %d MB%n%n%s%n",
        arm.label(), count, bench.peakMegabytes(), Phase.HEAD);
    phases.forEach(phase -> System.out.println(phase.row()));
    System.out.println();
    phases.forEach(phase -> System.out.println(phase.name() + ": " + phase.details()));
  }
}
