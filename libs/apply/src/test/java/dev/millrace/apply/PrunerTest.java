package dev.millrace.apply;

import static dev.millrace.apply.Objects.annotated;
import static dev.millrace.apply.Objects.configMap;
import static dev.millrace.apply.Objects.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.Pruner.PruneOutcome;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.observe.Sighting;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.ObjectControls;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.apply.plan.PlanRules;
import dev.millrace.apply.plan.PlannedChange;
import dev.millrace.apply.plan.Planner;
import dev.millrace.apply.plan.TakeOver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrunerTest {

  private static final OwnerLabels OWNER =
      new OwnerLabels("kustomize.toolkit.fluxcd.io", "apps", "flux-system");
  private static final KubeObject MAP = OWNER.addTo(configMap("settings", "1"));
  private static final KubeObject NAMESPACE = OWNER.addTo(object("v1", "Namespace", "app"));

  private final InMemoryCluster cluster = new InMemoryCluster();
  private final Pruner pruner = pruner(LiveView.blind());

  private Pruner pruner(LiveView view) {
    return new Pruner(
        cluster,
        view,
        new Planner(
            new PlanRules(
                "kustomize-controller",
                new ObjectControls("kustomize.toolkit.fluxcd.io"),
                OWNER,
                TakeOver.nothing(),
                IgnoreRules.none(),
                false)),
        Parking.none());
  }

  /** Shows the same whatever happens. */
  private record FixedView(Sighting sighting) implements LiveView {
    @Override
    public Sighting look(InventoryEntry object) {
      return sighting;
    }

    @Override
    public void noteSettled(KubeObject desired, KubeObject live) {}

    @Override
    public void expectDeletion(ObjectRef ref) {}
  }

  @Test
  void deletesTheLastAppliedFirst() {
    cluster.store(NAMESPACE);
    cluster.store(MAP);

    PruneOutcome outcome = prune(NAMESPACE, MAP);

    assertThat(outcome.done()).hasToString("ConfigMap/app/settings deleted\nNamespace/app deleted");
    assertThat(outcome.isComplete()).isTrue();
    assertThat(cluster.find(MAP.ref())).isEmpty();
  }

  /** A watch shows things late. */
  @Test
  void keepsAnObjectThatAsksForItSinceItWasSeen() {
    cluster.store(MAP);
    KubeObject seen = cluster.find(MAP.ref()).orElseThrow();
    cluster.update(
        "somebody",
        MAP.ref(),
        live ->
            live.with("disabled", "metadata", "annotations", "kustomize.toolkit.fluxcd.io/prune"));
    Pruner pruner =
        pruner(new FixedView(new Sighting.Present(seen, Optional.empty(), false, "", "")));

    PruneOutcome outcome = pruner.prune(List.of(InventoryEntry.of(MAP)));

    assertThat(outcome.done().with(Action.KEEP)).hasSize(1);
    assertThat(cluster.find(MAP.ref())).isPresent();
  }

  @Test
  void keepsObjectsOfOtherOwners() {
    KubeObject foreign = new OwnerLabels(OWNER.group(), "other", "flux-system").addTo(MAP);
    cluster.store(foreign);

    assertThat(actions(prune(foreign))).containsExactly(Action.KEEP);
    assertThat(cluster.find(MAP.ref())).isPresent();
  }

  @Test
  void keepsObjectsThatAskToStay() {
    for (KubeObject object :
        List.of(
            annotated(MAP, "prune", "disabled"),
            annotated(MAP, "reconcile", "disabled"),
            annotated(MAP, "ssa", "ignore"))) {
      cluster.store(object);

      assertThat(actions(prune(object))).containsExactly(Action.KEEP);
    }
    assertThat(cluster.find(MAP.ref())).isPresent();
  }

  @Test
  void goesOnAfterAFailureAndNamesTheSurvivors() {
    cluster.store(NAMESPACE);
    cluster.store(MAP);
    cluster.refuse(
        request -> request.equals("delete ConfigMap/app/settings"),
        ApiFailure.answered(403, "Forbidden", "a webhook says no"));

    PruneOutcome outcome = prune(NAMESPACE, MAP);

    assertThat(outcome.survivors()).containsExactly(InventoryEntry.of(MAP));
    assertThat(outcome.message())
        .isEqualTo(
            "delete failed, errors: ConfigMap/app/settings delete failed: a webhook says no;");
    assertThat(outcome.done()).hasToString("Namespace/app deleted");
  }

  @Test
  void countsObjectsAsDeletedThatAreGoneWithTheirDefinition() {
    KubeObject widget = object("example.com/v1", "Widget", "w");
    cluster.refuse(
        request -> request.startsWith("get Widget"),
        ApiFailure.unknownKind("example.com/v1", "Widget"));

    assertThat(prune(widget).isComplete()).isTrue();
  }

  @Test
  void waitsUntilObjectsWithFinalizersAreGone() {
    cluster.store(MAP.with(List.of("example.com/hold"), "metadata", "finalizers"));
    PruneOutcome outcome = prune(MAP);

    assertThat(pruner.awaitTermination(outcome.done(), Duration.ofMillis(1)))
        .startsWith("ConfigMap/app/settings termination timeout");

    cluster.remove(MAP.ref());

    assertThat(pruner.awaitTermination(outcome.done(), Duration.ofMinutes(1))).isEmpty();
    assertThat(cluster.openWatches()).isZero();
  }

  private PruneOutcome prune(KubeObject... objects) {
    return pruner.prune(Stream.of(objects).map(InventoryEntry::of).toList());
  }

  private static List<Action> actions(PruneOutcome outcome) {
    return outcome.done().changes().stream().map(PlannedChange::action).toList();
  }
}
