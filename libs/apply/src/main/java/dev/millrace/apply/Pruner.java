package dev.millrace.apply;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.cluster.DeleteMode;
import dev.millrace.apply.inventory.ApplyOrder;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.observe.Sighting;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.Plan;
import dev.millrace.apply.plan.PlannedChange;
import dev.millrace.apply.plan.Planner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Deletes what an owner wants no longer, the last applied first (FLUX.md 3.6): only objects that
 * carry the owner's labels and do not ask to stay.
 */
public final class Pruner {

  private static final int MAX_ATTEMPTS = 5;

  private final Cluster cluster;
  private final LiveView view;
  private final Planner planner;
  private final Parking parking;

  Pruner(Cluster cluster, LiveView view, Planner planner, Parking parking) {
    this.cluster = cluster;
    this.view = view;
    this.planner = planner;
    this.parking = parking;
  }

  /**
   * How pruning ended.
   *
   * @param done what was done to each object, those that stay included
   * @param survivors what could not be deleted and therefore stays in the inventory
   * @param message what went wrong; empty if nothing did
   */
  public record PruneOutcome(Plan done, List<InventoryEntry> survivors, String message) {

    /** Copies the list. */
    public PruneOutcome {
      survivors = List.copyOf(survivors);
    }

    public boolean isComplete() {
      return survivors.isEmpty();
    }
  }

  /** Tells what would be deleted and what would stay. */
  public Plan plan(Collection<InventoryEntry> stale) {
    List<PlannedChange> changes = new ArrayList<>();
    for (InventoryEntry entry : lastFirst(stale)) {
      changes.add(planner.prune(entry, find(entry)));
    }
    return new Plan(changes);
  }

  /** Asks for the deletion of everything that may be deleted; a failure does not stop the rest. */
  public PruneOutcome prune(Collection<InventoryEntry> stale) {
    List<PlannedChange> done = new ArrayList<>();
    List<InventoryEntry> survivors = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (InventoryEntry entry : lastFirst(stale)) {
      try {
        done.add(pruneOne(entry));
      } catch (ApiFailure failure) {
        survivors.add(entry);
        failures.add(entry.ref() + " delete failed: " + failure.getMessage());
      }
    }
    return new PruneOutcome(new Plan(done), survivors, message(failures));
  }

  /**
   * Waits until deleted objects are gone.
   *
   * @return what is wrong, in the words of Flux; empty if they are gone
   */
  public String awaitTermination(Plan deleted, Duration timeout) {
    List<PlannedChange> awaited =
        deleted.with(Action.PRUNE).stream().filter(change -> change.live().isPresent()).toList();
    return isGone(awaited, timeout).stream()
        .filter(ref -> !ref.isEmpty())
        .findFirst()
        .map(ref -> ref + " termination timeout: it was still there after " + timeout)
        .orElse("");
  }

  /** For each object empty text if it is gone, else its name. */
  private List<String> isGone(List<PlannedChange> awaited, Duration timeout) {
    Termination termination = new Termination(cluster, timeout, Parking.none());
    try {
      return parking.park(
          () ->
              new InParallel(awaited.size())
                  .map(
                      awaited,
                      change -> isGone(change, termination) ? "" : change.ref().toString()));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isGone(PlannedChange change, Termination termination) {
    String uid = change.live().map(KubeObject::uid).orElse("");
    return termination.await(change.entry().apiVersion(), change.ref(), uid);
  }

  private static List<InventoryEntry> lastFirst(Collection<InventoryEntry> entries) {
    return entries.stream()
        .sorted(Comparator.comparing(InventoryEntry::ref, ApplyOrder.LAST_TO_FIRST))
        .toList();
  }

  private Optional<KubeObject> find(InventoryEntry entry) {
    return switch (view.look(entry)) {
      case Sighting.Present present -> Optional.of(present.metadata());
      case Sighting.Unknown() -> read(entry);
    };
  }

  /** Objects of a kind whose definition is gone went with it. */
  private Optional<KubeObject> read(InventoryEntry entry) {
    try {
      return cluster.get(entry.apiVersion(), entry.ref());
    } catch (ApiFailure failure) {
      if (failure.isUnknownKind()) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** Deletes the very state that was looked at: it may ask to stay by now. */
  private PlannedChange pruneOne(InventoryEntry entry) {
    Optional<KubeObject> live = find(entry);
    for (int attempt = 1; ; attempt++) {
      PlannedChange change = planner.prune(entry, live);
      try {
        delete(change);
        return change;
      } catch (ApiFailure failure) {
        if (!failure.isConflict() || attempt == MAX_ATTEMPTS) {
          throw failure;
        }
        live = read(entry);
      }
    }
  }

  private void delete(PlannedChange change) {
    if (change.action() == Action.PRUNE && change.live().isPresent()) {
      KubeObject live = change.live().get();
      view.expectDeletion(change.ref());
      cluster.delete(
          change.entry().apiVersion(),
          change.ref(),
          DeleteMode.background(live.uid()).inState(live.resourceVersion()));
    }
  }

  private static String message(List<String> failures) {
    return failures.isEmpty()
        ? ""
        : failures.stream()
            .map(failure -> failure + ";")
            .collect(Collectors.joining("", "delete failed, errors: ", ""));
  }
}
