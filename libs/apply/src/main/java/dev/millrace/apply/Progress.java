package dev.millrace.apply;

import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.Plan;
import dev.millrace.apply.plan.PlannedChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far an apply has come. */
final class Progress {

  private final Inventory before;
  private final List<PlannedChange> done = new ArrayList<>();
  private final Map<ObjectRef, KubeObject> latest = new LinkedHashMap<>();
  private final List<ApplyOutcome.Settled> settled = new ArrayList<>();
  private List<PlannedChange> rejections = List.of();
  private String message = "";
  private boolean transientFailure;
  private @Nullable String cancellation;

  Progress(Inventory before) {
    this.before = before;
  }

  void note(PlannedChange change) {
    done.add(change);
  }

  void note(PlannedChange change, KubeObject result) {
    done.add(change);
    latest.put(result.ref(), result);
  }

  /** An object that was read as a whole and is not changed. */
  void see(KubeObject object) {
    latest.put(object.ref(), object);
  }

  /** An object that is as wanted now. */
  void settle(KubeObject desired, KubeObject live) {
    settled.add(new ApplyOutcome.Settled(desired, live));
  }

  /** What was done to an object counts no more: it is gone. */
  void forget(ObjectRef gone) {
    done.removeIf(change -> change.ref().equals(gone));
    latest.remove(gone);
    settled.removeIf(object -> object.live().ref().equals(gone));
  }

  Map<ObjectRef, KubeObject> latest() {
    return latest;
  }

  /** Whether a namespace was made by this apply, so that nothing of ours can be in it. */
  boolean madeNamespace(String namespace) {
    return done.stream()
        .filter(change -> change.action() == Action.CREATE)
        .map(PlannedChange::ref)
        .anyMatch(ref -> ref.equals(new ObjectRef("", "Namespace", "", namespace)));
  }

  void reject(List<PlannedChange> refused, String text, boolean mayPass) {
    rejections = refused;
    message = text;
    transientFailure = mayPass;
  }

  void cancel(String reason) {
    cancellation = reason;
  }

  /** The outcome of an apply that did not come to its end. */
  ApplyOutcome stopped() {
    Plan plan = new Plan(done);
    return cancellation == null
        ? new ApplyOutcome.Failed(plan, inventorySoFar(), message, rejections, transientFailure)
        : new ApplyOutcome.Cancelled(plan, inventorySoFar(), cancellation);
  }

  private Inventory inventorySoFar() {
    List<PlannedChange> made =
        done.stream()
            .filter(
                change -> change.action() == Action.CREATE || change.action() == Action.RECREATE)
            .toList();
    return before.plus(made.stream().map(PlannedChange::entry).toList());
  }

  ApplyOutcome applied() {
    Plan plan = new Plan(done);
    Inventory after = Inventory.of(plan.managed());
    return new ApplyOutcome.Applied(plan, after, before.missingFrom(after), latest, settled);
  }
}
