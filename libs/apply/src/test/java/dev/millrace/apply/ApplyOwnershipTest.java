package dev.millrace.apply;

import static dev.millrace.apply.Objects.annotated;
import static dev.millrace.apply.Objects.configMap;
import static dev.millrace.apply.Objects.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.ApplyOutcome.Applied;
import dev.millrace.apply.ApplyRequest.Check;
import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.drift.IgnoreRule;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectSelector;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.PlannedChange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What other writers and the objects themselves have a say in. */
class ApplyOwnershipTest extends ApplierScene {
  @Test
  void revertsWhatSomebodyElseChanged() {
    Inventory inventory = applied(request(MAP)).inventory();
    cluster.update("editor", MAP.ref(), object -> object.with("9", "data", "key"));

    Applied outcome = applied(request(inventory, MAP));

    assertThat(actions(outcome)).containsExactly(Action.CONFIGURE);
    assertThat(live(MAP).get("data", "key")).isEqualTo("1");
  }

  @Test
  void treatsAFirstObjectThatExistsAfterAllLikeAnyOther() {
    cluster.store(
        ACCOUNT.with(
            "disabled", "metadata", "annotations", "kustomize.toolkit.fluxcd.io/reconcile"));

    Applied outcome = applied(request(MAP, ACCOUNT));

    assertThat(outcome.done().changes())
        .extracting(PlannedChange::action)
        .containsExactly(Action.SKIP, Action.CREATE);
    assertThat(live(ACCOUNT).get("metadata", "labels")).isNull();
  }

  @Test
  void removesWhatKubectlAddedAndItsAnnotation() {
    Inventory inventory = applied(request(MAP)).inventory();
    String annotation = "kubectl.kubernetes.io/last-applied-configuration";
    cluster.update(
        "kubectl-client-side-apply",
        MAP.ref(),
        object ->
            object.with("x", "data", "added").with("{}", "metadata", "annotations", annotation));

    Applied outcome = applied(request(inventory, MAP));

    assertThat(actions(outcome)).containsExactly(Action.CONFIGURE);
    assertThat(live(MAP).get("data")).isEqualTo(Map.of("key", "1"));
    assertThat(live(MAP).annotations()).doesNotContainKey(annotation);
  }

  @Test
  void isNotFooledByWhatAControllerWritesWhileItCompares() {
    Inventory inventory = applied(request(MAP)).inventory();
    cluster.onceBefore(
        "dry-run ConfigMap/app/settings",
        () -> cluster.update("controller", MAP.ref(), object -> object.with("x", "data", "new")));

    Applied outcome = applied(request(inventory, MAP).withCheck(Check.FULL));

    assertThat(actions(outcome)).containsExactly(Action.UNCHANGED);
  }

  @Test
  void leavesWhatOtherControllersAdded() {
    Inventory inventory = applied(request(MAP)).inventory();
    cluster.update("some-operator", MAP.ref(), object -> object.with("x", "data", "added"));

    Applied outcome = applied(request(inventory, MAP).withCheck(Check.FULL));

    assertThat(actions(outcome)).containsExactly(Action.UNCHANGED);
    assertThat(live(MAP).get("data", "added")).isEqualTo("x");
  }

  @Test
  void keepsForeignFieldsOfObjectsThatAskForIt() {
    KubeObject merging = annotated(MAP, "ssa", "merge");
    Inventory inventory = applied(request(merging)).inventory();
    cluster.update("kubectl-edit", MAP.ref(), object -> object.with("x", "data", "added"));

    applied(request(inventory, merging));

    assertThat(live(MAP).get("data", "added")).isEqualTo("x");
  }

  @Test
  void skipsObjectsThatAreNotToBeReconciled() {
    Applied outcome =
        applied(
            request(annotated(MAP, "reconcile", "Disabled"), annotated(ACCOUNT, "ssa", "Ignore")));

    assertThat(actions(outcome)).containsOnly(Action.SKIP);
    assertThat(cluster.requests).isEmpty();
    assertThat(outcome.inventory().size()).isEqualTo(2);
  }

  @Test
  void skipsObjectsThatExcludeThemselvesInTheCluster() {
    Inventory inventory = applied(request(MAP)).inventory();
    cluster.update("user", MAP.ref(), object -> annotated(object, "reconcile", "disabled"));

    Applied outcome = applied(request(inventory, configMap("settings", "2")));

    assertThat(actions(outcome)).containsExactly(Action.SKIP);
    assertThat(live(MAP).get("data", "key")).isEqualTo("1");
  }

  @Test
  void createsOnceWhatIsOnlyToBeCreated() {
    assertThat(actions(applied(request(annotated(MAP, "ssa", "IfNotPresent")))))
        .containsExactly(Action.CREATE);

    Applied second = applied(request(annotated(configMap("settings", "2"), "ssa", "IfNotPresent")));

    assertThat(actions(second)).containsExactly(Action.SKIP);
    assertThat(live(MAP).get("data", "key")).isEqualTo("1");
  }

  @Test
  void leavesIgnoredFieldsToTheManagerThatAppliedThem() {
    IgnoreRules ignored = ignoring("/data/key");
    Inventory inventory = applied(request(MAP).withIgnored(ignored)).inventory();
    cluster.apply(configMap("settings", "5"), ApplyMode.forced("autoscaler"));

    Applied unchanged = applied(request(inventory, MAP).withIgnored(ignored));
    KubeObject more = MAP.with("x", "data", "more");
    applied(request(inventory, more).withIgnored(ignored));

    assertThat(actions(unchanged)).containsExactly(Action.UNCHANGED);
    assertThat(live(MAP).get("data")).isEqualTo(Map.of("key", "5", "more", "x"));
  }

  @Test
  void adoptsTheValueOfAnIgnoredFieldThatNobodyElseApplied() {
    IgnoreRules ignored = ignoring("/data/key");
    Inventory inventory = applied(request(MAP).withIgnored(ignored)).inventory();
    cluster.update("editor", MAP.ref(), object -> object.with("7", "data", "key"));

    applied(request(inventory, MAP.with("x", "data", "more")).withIgnored(ignored));

    assertThat(live(MAP).get("data")).isEqualTo(Map.of("key", "7", "more", "x"));
  }

  @Test
  void migratesOwnersToTheAppliedVersionWhenAskedTo() {
    settings = settings.withMigration(true);
    KubeObject old = object("example.com/v1", "Widget", "w").with(1L, "spec", "size");
    Inventory inventory = applied(request(old)).inventory();

    applied(request(inventory, object("example.com/v2", "Widget", "w").with(2L, "spec", "size")));

    assertThat(cluster.requests).contains("patch Widget/app/w");
  }

  @Test
  void migratesOwnersOfObjectsThatItDidNotApplyBefore() {
    settings = settings.withMigration(true);
    applied(request(object("example.com/v1", "Widget", "w").with(1L, "spec", "size")));

    applied(request(object("example.com/v2", "Widget", "w").with(2L, "spec", "size")));

    assertThat(cluster.requests).contains("patch Widget/app/w");
  }

  private static IgnoreRules ignoring(String path) {
    return new IgnoreRules(
        List.of(new IgnoreRule(List.of(JsonPointer.parse(path)), ObjectSelector.everything())));
  }
}
