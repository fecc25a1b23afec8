package dev.millrace.apply;

import dev.millrace.apply.inventory.GroupKind;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.object.Tree;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.Observation;
import dev.millrace.apply.plan.Plan;
import dev.millrace.apply.plan.PlannedChange;
import dev.millrace.apply.plan.Planner;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Plans stage after stage without applying any. What needs a namespace or a definition that an
 * earlier stage would make cannot be tried; it is taken for granted that it can be created.
 */
final class Preview {

  private final Planner planner;
  private final StageTrial trial;
  private final InParallel parallel;
  private final Set<String> newNamespaces = new HashSet<>();
  private final Set<GroupKind> newKinds = new HashSet<>();

  private Plan plan = new Plan(List.of());

  Preview(Planner planner, StageTrial trial, InParallel parallel) {
    this.planner = planner;
    this.trial = trial;
    this.parallel = parallel;
  }

  void add(List<Desired> stage) {
    List<PlannedChange> changes = parallel.map(stage, this::planOne);
    for (PlannedChange change : changes) {
      if (change.action() == Action.CREATE) {
        change.payload().map(Desired::object).ifPresent(this::noteNew);
      }
    }
    plan = plan.then(new Plan(changes));
  }

  Plan plan() {
    return plan;
  }

  private PlannedChange planOne(Desired desired) {
    ObjectRef ref = desired.ref();
    boolean cannotBeTried =
        newNamespaces.contains(ref.namespace()) || newKinds.contains(GroupKind.of(ref));
    return planner.apply(desired, cannotBeTried ? Observation.absent() : trial.observe(desired));
  }

  private void noteNew(KubeObject object) {
    switch (object.kind()) {
      case "Namespace" -> newNamespaces.add(object.name());
      case "CustomResourceDefinition" ->
          newKinds.add(
              new GroupKind(
                  Tree.string(object.tree(), "spec", "group"),
                  Tree.string(object.tree(), "spec", "names", "kind")));
      default -> {}
    }
  }
}
