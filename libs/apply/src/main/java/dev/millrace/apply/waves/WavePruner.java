package dev.millrace.apply.waves;

import dev.millrace.apply.Pruner;
import dev.millrace.apply.Pruner.PruneOutcome;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.plan.Plan;
import dev.millrace.apply.plan.PlannedChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Deletes the highest wave first; the next one only when that is gone, so that what others depend
 * on goes after them.
 */
public final class WavePruner {
  private final Pruner pruner;
  private final Duration timeout;

  /**
   * A pruner in waves.
   *
   * @param timeout how long the objects of a wave may take to be gone
   */
  public WavePruner(Pruner pruner, Duration timeout) {
    this.pruner = pruner;
    this.timeout = timeout;
  }

  /** Deletes what may be deleted; stops at the first wave of which something stays. */
  public PruneOutcome prune(Collection<InventoryEntry> stale) {
    List<List<InventoryEntry>> waves = new ArrayList<>(lastFirst(stale).values());
    Plan done = new Plan(List.of());
    for (int i = 0; i < waves.size(); i++) {
      PruneOutcome wave = pruner.prune(waves.get(i));
      done = done.then(wave.done());
      boolean isLast = i == waves.size() - 1;
      String problem = problem(wave, isLast);
      if (!problem.isEmpty()) {
        List<InventoryEntry> survivors = new ArrayList<>(wave.survivors());
        waves.subList(i + 1, waves.size()).forEach(survivors::addAll);
        return new PruneOutcome(done, survivors, problem);
      }
    }
    return new PruneOutcome(done, List.of(), "");
  }

  private String problem(PruneOutcome wave, boolean isLast) {
    if (!wave.isComplete()) {
      return wave.message();
    }
    return isLast ? "" : pruner.awaitTermination(wave.done(), timeout);
  }

  private SortedMap<Integer, List<InventoryEntry>> lastFirst(Collection<InventoryEntry> stale) {
    SortedMap<Integer, List<InventoryEntry>> waves = new TreeMap<>(Comparator.reverseOrder());
    for (PlannedChange change : pruner.plan(stale).changes()) {
      int wave = change.live().map(SyncRole::waveOf).orElse(0);
      waves.computeIfAbsent(wave, _ -> new ArrayList<>()).add(change.entry());
    }
    return waves;
  }
}
