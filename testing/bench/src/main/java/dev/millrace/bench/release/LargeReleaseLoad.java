package dev.millrace.bench.release;

import dev.millrace.bench.process.Arm;
import dev.millrace.bench.process.BenchMain;
import dev.millrace.bench.process.Phase;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Whether many small releases and a large one get on in little memory: the large one is installed,
 * upgraded and looked at while the small ones are. The controller dies, and the benchmark with it,
 * if its heap does not suffice. Arguments: how many small releases, how many megabytes of manifests
 * the large one has, and the heap limit such as {@code 160m}.
 */
public final class LargeReleaseLoad {
  private final int count;
  private final int megabytes;
  private final String heap;

  private LargeReleaseLoad(int count, int megabytes, String heap) {
    this.count = count;
    this.megabytes = megabytes;
    this.heap = heap;
  }

  /** Runs it with this build's controller. */
  public static void main(String[] arguments) {
    BenchMain.run(
        new LargeReleaseLoad(
                Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), arguments[2])
            ::run);
  }

  private void run() throws Exception {
    try (ReleaseBench bench = ReleaseBench.start(Arm.withHeap(heap))) {
      ReleaseFleet small = bench.fleet(PodinfoLikeChart.chart(), count);
      ReleaseFleet large = bench.fleet(PackedChart.large(megabytes), 1);
      System.out.printf(
          "%n%d releases and one of %d MB, heap limit %s%n%n%s%n",
          count, megabytes, heap, Phase.HEAD);
      measure(bench, "install", small::install, large::install);
      measure(bench, "upgrade", small::upgrade, large::upgrade);
      measure(bench, "no change", small::request, large::request);
      System.out.printf("%npeak memory of the process %d MB%n", bench.peakMegabytes());
    }
  }

  private void measure(ReleaseBench bench, String name, Phase.Work small, Phase.Work large)
      throws Exception {
    Phase phase = bench.measure(name, count + 1, () -> together(small, large));
    System.out.println(phase.row());
  }

  private static void together(Phase.Work small, Phase.Work large) throws Exception {
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<?> done =
          thread.submit(
              () -> {
                large.run();
                return true;
              });
      small.run();
      done.get();
    }
  }
}
