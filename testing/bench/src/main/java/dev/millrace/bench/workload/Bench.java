package dev.millrace.bench.workload;

import dev.millrace.bench.process.BenchMain;
import dev.millrace.bench.suite.Suite;

/** Starts {@code make bench}. */
public final class Bench {
  private Bench() {}

  /** Runs the workloads that the environment names. */
  public static void main(String[] arguments) {
    BenchMain.run(() -> Suite.run(Workloads.catalogue()));
  }
}
