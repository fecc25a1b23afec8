package dev.millrace.bench.kustomize;

import com.sun.management.ThreadMXBean;
import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.safety.FileTree;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How CPU time and memory grow with resources and bases, and whether two builds at once cost more
 * than each alone. It counts the work of the building threads, so that a busy machine does not
 * matter.
 */
public final class KustomizeGrowth {
  private static final int RUNS = 9;
  private static final int BUILDS_PER_THREAD = 40;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Kustomizer kustomizer = new Kustomizer();
  private final PrintStream out;

  private KustomizeGrowth(PrintStream out) {
    this.out = out;
  }

  /** Prints one line for each size, then the comparison of two threads with one. */
  public static void main(String[] args) throws Exception {
    KustomizeGrowth growth = new KustomizeGrowth(System.out);
    growth.measure("warm-up", ScaleInputs.manyResources(2_000));
    growth.measure("warm-up", ScaleInputs.manyBases(300));
    for (int count : new int[] {1_000, 2_500, 5_000, 10_000, 20_000}) {
      growth.measure(count + " resources", ScaleInputs.manyResources(count));
    }
    for (int count : new int[] {100, 250, 500, 1_000, 2_000}) {
      growth.measure(count + " bases", ScaleInputs.manyBases(count));
    }
    growth.compareWithTwoAtOnce(ScaleInputs.manyResources(2_000));
  }

  private void measure(String what, FileTree tree) {
    long[] nanos = new long[RUNS];
    long allocated = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < RUNS; i++) {
      long before = threads.getCurrentThreadCpuTime();
      build(tree);
      nanos[i] = threads.getCurrentThreadCpuTime() - before;
    }
    allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
    Arrays.sort(nanos);
    out.printf(
        "%16s: %6.0f ms CPU, %5d MB allocated%n",
        what, nanos[RUNS / 2] / 1e6, allocated / RUNS / 1_000_000);
  }

  private void compareWithTwoAtOnce(FileTree tree) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      out.println("alone:    " + together(pool, tree, 1));
      out.println("together: " + together(pool, tree, 2));
    }
  }

  private List<String> together(ExecutorService pool, FileTree tree, int count) throws Exception {
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(() -> work(tree));
    }
    List<String> results = new ArrayList<>();
    for (Future<String> done : pool.invokeAll(tasks)) {
      results.add(done.get());
    }
    return results;
  }

  private String work(FileTree tree) {
    long id = Thread.currentThread().threadId();
    long blocked = threads.getThreadInfo(id).getBlockedCount();
    long before = threads.getCurrentThreadCpuTime();
    long begin = System.nanoTime();
    for (int i = 0; i < BUILDS_PER_THREAD; i++) {
      build(tree);
    }
    return "%.2f s, %.2f s CPU for %d builds, blocked %d times"
        .formatted(
            (System.nanoTime() - begin) / 1e9,
            (threads.getCurrentThreadCpuTime() - before) / 1e9,
            BUILDS_PER_THREAD,
            threads.getThreadInfo(id).getBlockedCount() - blocked);
  }

  private int build(FileTree tree) {
    return kustomizer.build(tree, "", KustomizeOptions.flux()).toYaml().length();
  }
}
