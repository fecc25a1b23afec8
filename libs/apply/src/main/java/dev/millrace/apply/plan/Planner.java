package dev.millrace.apply.plan;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.PatchOperation;
import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.drift.SecretMask;
import dev.millrace.apply.drift.TreeDiff;
import dev.millrace.apply.inventory.ApplyOrder;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides what is to happen to each object from what is known of it. Asks and changes nothing. */
public final class Planner {

  private final PlanRules rules;

  /** Makes a planner that follows rules. */
  public Planner(PlanRules rules) {
    this.rules = rules;
  }

  /**
   * Plans for all objects that are wanted and for those of the inventory that are wanted no longer.
   * What nothing is known of counts as absent.
   */
  public Plan plan(
      List<Desired> desired, Inventory inventory, Map<ObjectRef, Observation> observed) {
    Inventory wanted =
        Inventory.of(desired.stream().map(object -> InventoryEntry.of(object.object())).toList());
    Stream<PlannedChange> applied =
        desired.stream()
            .sorted(Comparator.comparing(Desired::ref, ApplyOrder.FIRST_TO_LAST))
            .map(object -> apply(object, observation(observed, object.ref())));
    Stream<PlannedChange> pruned =
        inventory.missingFrom(wanted).reversed().stream()
            .map(entry -> prune(entry, observation(observed, entry.ref()).live()));
    return new Plan(Stream.concat(applied, pruned).toList());
  }

  private static Observation observation(Map<ObjectRef, Observation> observed, ObjectRef ref) {
    return observed.getOrDefault(ref, Observation.absent());
  }

  /** Plans for one object that is wanted. */
  public PlannedChange apply(Desired desired, Observation observed) {
    Draft draft = new Draft(desired, observed.live());
    if (rules.controls().isExcluded(desired.object())) {
      return draft.leave(Action.SKIP, "its source excludes it from being applied");
    }
    if (observed.live().filter(rules.controls()::isExcluded).isPresent()) {
      return draft.leave(Action.SKIP, "the object in the cluster excludes itself");
    }
    if (observed.live().isPresent() && rules.controls().isCreatedOnly(desired.object())) {
      return draft.leave(Action.SKIP, "it exists and is only to be created");
    }
    return switch (observed.trial()) {
      case Trial.Refused(ApiFailure failure) -> refused(draft, failure);
      case Trial.Merged(KubeObject merged) -> merged(draft, merged);
      case Trial.Proven() -> draft.leave(Action.UNCHANGED, "nobody changed what was applied");
      case Trial.Untried() when observed.live().isEmpty() -> draft.create();
      case Trial.Untried() ->
          draft.change(Action.CONFIGURE, "it was not compared", List.of(), desired.object());
    };
  }

  private PlannedChange refused(Draft draft, ApiFailure failure) {
    boolean force =
        rules.force()
            || rules.controls().isForced(draft.desired.object())
            || draft.live.filter(rules.controls()::isForced).isPresent();
    if (force && draft.live.isPresent() && failure.isImmutable()) {
      return draft.change(
          Action.RECREATE,
          "it cannot be changed in place: " + draft.safeText(failure),
          List.of(),
          draft.desired.object());
    }
    return draft.leave(Action.REJECT, RefusalText.of(draft.desired, failure));
  }

  private PlannedChange merged(Draft draft, KubeObject merged) {
    if (merged.resourceVersion().isEmpty()) {
      return draft.create();
    }
    if (draft.live.isEmpty()) {
      return draft.change(
          Action.CONFIGURE, "it could not be read", List.of(), draft.desired.object());
    }
    KubeObject live = draft.live.get();
    List<JsonPointer> ignored = rules.ignored().pathsFor(merged);
    List<FieldChange> fields =
        TreeDiff.ofObjects(IgnoreRules.strip(live, ignored), IgnoreRules.strip(merged, ignored))
            .stream()
            .map(draft.desired.mask()::mask)
            .toList();
    List<PatchOperation> cleanup = cleanup(draft.desired.object(), live);
    if (fields.isEmpty() && cleanup.isEmpty()) {
      return draft.leave(Action.UNCHANGED, "no field differs");
    }
    KubeObject payload =
        rules.ignored().payload(draft.desired.object(), live, merged, rules.manager());
    String reason =
        fields.isEmpty() ? "fields of other writers are taken over" : differences(fields);
    return draft.change(Action.CONFIGURE, reason, fields, payload).withCleanup(cleanup);
  }

  private List<PatchOperation> cleanup(KubeObject desired, KubeObject live) {
    boolean keep =
        rules.controls().keepsForeignFields(desired) || rules.controls().keepsForeignFields(live);
    return keep ? List.of() : rules.takeOver().patch(live, rules.manager());
  }

  private static String differences(List<FieldChange> fields) {
    return fields.size() == 1
        ? "the field " + fields.getFirst().path() + " differs"
        : fields.size() + " fields differ, " + fields.getFirst().path() + " first";
  }

  /** Plans for one object that is wanted no longer. */
  public PlannedChange prune(InventoryEntry entry, Optional<KubeObject> live) {
    Action action = Action.PRUNE;
    String reason = "its source has it no longer";
    if (live.isEmpty()) {
      reason = "it is gone already";
    } else if (!rules.owner().areOn(live.get())) {
      action = Action.KEEP;
      reason = "it does not carry the labels of its owner any more";
    } else if (rules.controls().isProtectedFromPruning(live.get())) {
      action = Action.KEEP;
      reason = "it says that it must not be pruned";
    }
    return new PlannedChange(
        entry, action, reason, List.of(), "", Optional.empty(), live, List.of());
  }

  /** A change that lacks its action. */
  private record Draft(Desired desired, Optional<KubeObject> live) {

    PlannedChange leave(Action action, String reason) {
      return new PlannedChange(
          entry(), action, reason, List.of(), desired.origin(), Optional.empty(), live, List.of());
    }

    PlannedChange create() {
      return change(Action.CREATE, "it does not exist", List.of(), desired.object());
    }

    PlannedChange change(
        Action action, String reason, List<FieldChange> fields, KubeObject payload) {
      return new PlannedChange(
          entry(),
          action,
          reason,
          fields,
          desired.origin(),
          Optional.of(desired.with(payload)),
          live,
          List.of());
    }

    private InventoryEntry entry() {
      return InventoryEntry.of(live.orElse(desired.object()));
    }

    String safeText(ApiFailure failure) {
      SecretMask mask = desired.mask();
      return mask.scrub(String.valueOf(failure.getMessage()), desired.object());
    }
  }
}
