package dev.millrace.bench.helm;

import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.render.ChartRenderer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The time that the 20 largest charts take together: warm, and read and compiled anew. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class RenderBenchmark {
  private static final int CHARTS = 20;

  private final List<ChartCase> cases = new ArrayList<>();
  private final List<Chart> charts = new ArrayList<>();
  private final List<Map<String, Object>> values = new ArrayList<>();
  private ChartRenderer renderer = renderer();

  /** Reads the charts. */
  @Setup
  public void prepare() throws Exception {
    renderer = renderer();
    for (ChartCase each : ChartCase.largest(CHARTS)) {
      cases.add(each);
      charts.add(each.read());
      values.add(each.values());
    }
  }

  /** Charts that were read and compiled before, as in a controller that runs. */
  @Benchmark
  public int warm() throws Exception {
    int length = 0;
    for (int i = 0; i < charts.size(); i++) {
      length += ChartCase.render(renderer, charts.get(i), values.get(i)).length();
    }
    return length;
  }

  /** Charts that are unpacked and compiled for each render. */
  @Benchmark
  public int cold() throws Exception {
    int length = 0;
    for (ChartCase each : cases) {
      length += ChartCase.render(renderer(), each.read(), each.values()).length();
    }
    return length;
  }

  private static ChartRenderer renderer() {
    return new ChartRenderer(SprigEnvironment.isolated(InstantSource.system(), new SecureRandom()));
  }
}
