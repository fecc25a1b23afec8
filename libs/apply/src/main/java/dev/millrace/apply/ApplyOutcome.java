package dev.millrace.apply;

import dev.millrace.apply.health.HealthTarget;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.observe.DesiredDigest;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.Plan;
import dev.millrace.apply.plan.PlannedChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an apply ended. */
public sealed interface ApplyOutcome {

  /**
   * An object that is as wanted.
   *
   * @param desired as it is, or would be, applied
   * @param live as the server has it
   */
  record Settled(KubeObject desired, KubeObject live) {}

  /** What was done to each object, in order. */
  Plan done();

  /** What the owner manages now. */
  Inventory inventory();

  /**
   * Everything is applied.
   *
   * @param done what was done
   * @param inventory the objects that were wanted
   * @param stale what the owner managed before and wants no longer, in the order of applying
   * @param latest the objects as the server last returned them
   * @param settled what is as wanted and was read or written as a whole
   */
  record Applied(
      Plan done,
      Inventory inventory,
      List<InventoryEntry> stale,
      Map<ObjectRef, KubeObject> latest,
      List<Settled> settled)
      implements ApplyOutcome {

    /** Copies lists and map. */
    public Applied {
      stale = List.copyOf(stale);
      latest = Map.copyOf(latest);
      settled = List.copyOf(settled);
    }

    /** The {@link DesiredDigest} of what was read or written as a whole. */
    public Map<ObjectRef, String> digests() {
      return settled.stream()
          .collect(
              Collectors.toMap(
                  object -> object.live().ref(),
                  object -> DesiredDigest.of(object.desired()),
                  (_, last) -> last));
    }

    /** Tells a view, which watches the objects only now, that they are as wanted. */
    public void tell(LiveView view) {
      settled.forEach(object -> view.noteSettled(object.desired(), object.live()));
    }

    /** What to wait for: all objects save those that were left alone on purpose. */
    public List<HealthTarget> healthTargets() {
      return done.changes().stream()
          .filter(change -> change.action() != Action.SKIP)
          .map(this::healthTarget)
          .toList();
    }

    private HealthTarget healthTarget(PlannedChange change) {
      return Optional.ofNullable(latest.get(change.ref()))
          .map(HealthTarget::of)
          .orElseGet(() -> HealthTarget.of(change.entry().apiVersion(), change.ref()));
    }
  }

  /**
   * Something was refused. Of the stage in which it was found out before anything was applied,
   * nothing is; earlier stages are applied.
   *
   * @param done what was done before
   * @param inventory what the owner managed before, and what was made since
   * @param message all that is wrong, without secret values
   * @param rejections the objects that the server does not accept
   * @param transientFailure whether the same request may succeed soon
   */
  record Failed(
      Plan done,
      Inventory inventory,
      String message,
      List<PlannedChange> rejections,
      boolean transientFailure)
      implements ApplyOutcome {

    /** Copies the list. */
    public Failed {
      rejections = List.copyOf(rejections);
    }

    /** The message of Flux: what is wrong, then what was changed before. */
    public String describe() {
      String changes = done.toString();
      return changes.isEmpty() ? message : message + "\n" + changes;
    }
  }

  /**
   * Somebody put an end to the wait for a stage; the later ones are not applied.
   *
   * @param done what was done before
   * @param inventory what the owner managed before, and what was made since
   * @param reason what the wait was cancelled for
   */
  record Cancelled(Plan done, Inventory inventory, String reason) implements ApplyOutcome {}
}
