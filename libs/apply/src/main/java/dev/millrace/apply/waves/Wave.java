package dev.millrace.apply.waves;

import dev.millrace.apply.plan.Desired;
import java.util.List;

/**
 * What is applied at once; the next wave waits for it.
 *
 * @param phase the phase of which it is a part
 * @param number its place in the phase, lowest first
 * @param resources what is applied
 * @param hooks what runs
 */
record Wave(SyncPhase phase, int number, List<Desired> resources, List<Hook> hooks) {
  /** Copies the lists. */
  Wave {
    resources = List.copyOf(resources);
    hooks = List.copyOf(hooks);
  }

  /** What messages call it. */
  @Override
  public String toString() {
    return phase.text() + " wave " + number;
  }
}
