package dev.millrace.bench.suite;

import dev.millrace.bench.process.Phase;
import dev.millrace.bench.state.Must;

/**
 * One phase of a workload.
 *
 * @param objects how many objects it is about: costs are told for each of them
 * @param work returns as soon as everything is as wanted
 * @param must what has to be there afterwards
 * @param settles whether what controllers still do after the work counts as its cost
 */
public record Step(String name, int objects, Phase.Work work, Must must, boolean settles) {
  /** A phase that lasts until everything is as wanted. */
  public static Step of(String name, int objects, Phase.Work work, Must must) {
    return new Step(name, objects, work, must, true);
  }

  /** A phase of a given time. */
  public static Step during(String name, int objects, Phase.Work work, Must must) {
    return new Step(name, objects, work, must, false);
  }
}
