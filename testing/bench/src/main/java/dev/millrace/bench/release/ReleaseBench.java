package dev.millrace.bench.release;

import dev.millrace.bench.process.Arm;
import dev.millrace.bench.process.ControllerSetup;
import dev.millrace.bench.process.Phase;
import dev.millrace.bench.process.Stage;
import dev.millrace.servers.ChartRepository;
import java.io.IOException;

/** A helm-controller at work on a real API server, and the charts that it can get. */
final class ReleaseBench implements AutoCloseable {
  private final Stage bench;
  private final ChartRepository charts = ChartRepository.start();

  private ReleaseBench(Stage bench) {
    this.bench = bench;
  }

  static ReleaseBench start(Arm arm) throws IOException, InterruptedException {
    return new ReleaseBench(
        Stage.start(
            arm, ControllerSetup.of("helm-controller", "--concurrent=10", "--http-retry=1")));
  }

  /** HelmReleases that are yet to be made. */
  ReleaseFleet fleet(PackedChart chart, int count) {
    return new ReleaseFleet(bench.cluster(), charts, chart, count);
  }

  /** Does something and measures what it costs the controller. */
  Phase measure(String name, int objects, Phase.Work work) throws Exception {
    return bench.measure(name, objects, work);
  }

  /** The most memory that the controller ever held. */
  long peakMegabytes() {
    return bench.peakMegabytes();
  }

  @Override
  public void close() throws IOException {
    bench.close();
    charts.close();
  }
}
