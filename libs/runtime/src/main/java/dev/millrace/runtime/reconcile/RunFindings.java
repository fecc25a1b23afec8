package dev.millrace.runtime.reconcile;

import java.time.Instant;
import java.util.Optional;

/**
 * What a pipeline says of a run for whoever measures.
 *
 * @param driftFound managed objects that were not as they had been applied
 * @param driftHealed how many of them were put right
 * @param offeredSince since when a revision has been offered that this run is the first to bring
 *     into effect; empty when the run is about no new revision
 */
public record RunFindings(int driftFound, int driftHealed, Optional<Instant> offeredSince) {
  /** A run with nothing to say. */
  public static final RunFindings NONE = new RunFindings(0, 0, Optional.empty());

  RunFindings plusDrift(int found, int healed) {
    return new RunFindings(driftFound + found, driftHealed + healed, offeredSince);
  }

  RunFindings about(Instant offered) {
    return new RunFindings(driftFound, driftHealed, Optional.of(offered));
  }
}
