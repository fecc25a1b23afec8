package dev.millrace.bench.suite;

import dev.millrace.bench.process.Phase;
import java.util.List;
import java.util.Map;

/**
 * What one arm did in one round.
 *
 * @param refusals why it doesn't count; empty when it does
 */
record ArmRun(String arm, int round, List<Measured> phases, List<String> refusals) {
  /** A phase with the figures that the workload noted itself, and how many objects were there. */
  record Measured(Phase phase, Map<String, String> notes, int objectsThere) {}

  ArmRun {
    phases = List.copyOf(phases);
    refusals = List.copyOf(refusals);
  }

  boolean counts() {
    return refusals.isEmpty();
  }
}
