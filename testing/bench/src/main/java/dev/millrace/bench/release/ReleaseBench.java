package dev.millrace.bench.release;

import dev.millrace.bench.process.ControllerBench;
import dev.millrace.bench.process.ControllerProgram;
import dev.millrace.bench.process.Phase;
import dev.millrace.servers.ChartRepository;
import java.io.IOException;
import java.util.List;

/** A helm-controller at work on a real API server, and the charts that it can get. */
final class ReleaseBench implements AutoCloseable {
  private final ControllerBench bench;
  private final ChartRepository charts = ChartRepository.start();

  private ReleaseBench(ControllerBench bench) {
    this.bench = bench;
  }

  static ReleaseBench start(ControllerProgram program) throws IOException, InterruptedException {
    return new ReleaseBench(
        ControllerBench.start(
            program, "helm-controller", List.of("--concurrent=10", "--http-retry=1")));
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
