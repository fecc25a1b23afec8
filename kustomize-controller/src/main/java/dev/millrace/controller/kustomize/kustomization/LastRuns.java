package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.Conditions;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.controller.kustomize.build.BuildInputs;
import dev.millrace.controller.kustomize.drift.DriftWatch;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.reconcile.Run;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Remembers what the last run of each Kustomization was made from, so that a run with nothing to do
 * does nothing. In memory only: after a restart everything is looked at once.
 */
public final class LastRuns {
  private final Map<ReferenceKey, LastRun> runs = new ConcurrentHashMap<>();
  private final DriftWatch drift;
  private final int fullCheckEvery;

  /**
   * Remembers nothing yet.
   *
   * @param fullCheckEvery after how many runs with nothing to do everything is compared with the
   *     API server all the same; 0 for never
   */
  public LastRuns(DriftWatch drift, int fullCheckEvery) {
    this.drift = drift;
    this.fullCheckEvery = fullCheckEvery;
  }

  /**
   * The last run, if it still says how everything is: the spec, the variables and the objects are
   * as it left them, nobody asks for a run, and no full check is due.
   */
  Optional<LastRun> stillValid(Run<Kustomization, KustomizationStatus> run, Variables variables) {
    Kustomization object = run.object();
    boolean isQuiet =
        run.requestedAt().isEmpty()
            && Conditions.holds(object.status().conditions(), ConditionType.READY);
    return find(object)
        .filter(_ -> isQuiet)
        .filter(last -> last.generation() == object.getMetadata().getGeneration())
        .filter(last -> last.variables().equals(variables.digest()))
        .filter(last -> !isDue(last))
        .filter(last -> isAsLeftBy(last, object));
  }

  /** Whether watches show every object as the last run left it. */
  public boolean isSettled(Kustomization object) {
    return find(object).filter(last -> isAsLeftBy(last, object)).isPresent();
  }

  private boolean isAsLeftBy(LastRun last, Kustomization object) {
    return drift
        .state(last.watched(Inventories.of(object.status())))
        .equals(Optional.of(last.state()));
  }

  /**
   * Whether a run has to compare every object with the API server: somebody asked, the identity or
   * the rules may have changed with the spec, or it is time.
   */
  boolean wantsFullCheck(Run<Kustomization, KustomizationStatus> run) {
    Kustomization object = run.object();
    return run.requestedAt().isPresent()
        || object.status().observedGeneration() != object.getMetadata().getGeneration()
        || find(object).filter(this::isDue).isPresent();
  }

  /**
   * What is known of a run that applied everything.
   *
   * @param variables the digest of the variables
   * @param inputs what the build looked at
   * @param wanted what was applied
   * @param managed what is managed now, hooks included
   * @param digests what the objects were applied as, as far as they were
   */
  record Basis(
      String variables,
      BuildInputs inputs,
      Inventory wanted,
      Inventory managed,
      Map<ObjectRef, String> digests) {
    private Set<ObjectRef> unwatched() {
      return managed.missingFrom(wanted).stream()
          .map(InventoryEntry::ref)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /** Remembers a run that applied everything and ended well. */
  void remember(Kustomization object, Source source, Basis basis) {
    ReferenceKey key = ReferenceKey.of(object);
    drift
        .stateAfter(basis.wanted(), basis.digests())
        .ifPresentOrElse(
            state -> runs.put(key, lastRun(object, source, basis, state)), () -> runs.remove(key));
  }

  private static LastRun lastRun(Kustomization object, Source source, Basis basis, String state) {
    return new LastRun(
        object.getMetadata().getUid(),
        object.getMetadata().getGeneration(),
        source.artifact().digest(),
        basis.variables(),
        basis.inputs(),
        state,
        basis.unwatched(),
        0);
  }

  /** Remembers that a run had nothing to do. */
  void spare(Kustomization object, LastRun last, Source source) {
    runs.put(ReferenceKey.of(object), last.sparing(source.artifact().digest()));
  }

  /** Forgets a Kustomization. */
  void forget(Kustomization object) {
    runs.remove(ReferenceKey.of(object));
  }

  private Optional<LastRun> find(Kustomization object) {
    return Optional.ofNullable(runs.get(ReferenceKey.of(object)))
        .filter(last -> last.uid().equals(object.getMetadata().getUid()));
  }

  private boolean isDue(LastRun last) {
    return fullCheckEvery > 0 && last.spared() >= fullCheckEvery;
  }
}
