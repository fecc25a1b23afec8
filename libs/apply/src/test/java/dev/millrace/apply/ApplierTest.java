package dev.millrace.apply;

import static dev.millrace.apply.Objects.annotated;
import static dev.millrace.apply.Objects.at;
import static dev.millrace.apply.Objects.configMap;
import static dev.millrace.apply.Objects.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.millrace.apply.ApplyOutcome.Applied;
import dev.millrace.apply.ApplyOutcome.Failed;
import dev.millrace.apply.ApplyRequest.Check;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.drift.IgnoreRule;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.inventory.GroupKind;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectSelector;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.apply.plan.PlannedChange;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplierTest {

  private static final OwnerLabels OWNER =
      new OwnerLabels("kustomize.toolkit.fluxcd.io", "apps", "flux-system");
  private static final KubeObject NAMESPACE = object("v1", "Namespace", "app");
  private static final KubeObject MAP = configMap("settings", "1");
  private static final KubeObject ACCOUNT = object("v1", "ServiceAccount", "runner");

  private final InMemoryCluster cluster = new InMemoryCluster();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private ApplySettings settings = ApplySettings.ofKustomizeController().withConcurrency(1);

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void triesTheOtherObjectsOfAStageThenAppliesAllInOrder() {
    Applied outcome = applied(request(MAP, ACCOUNT));

    assertThat(cluster.requests)
        .containsExactly(
            "dry-run ConfigMap/app/settings",
            "create ServiceAccount/app/runner",
            "apply ConfigMap/app/settings");
    assertThat(outcome.done())
        .hasToString("ServiceAccount/app/runner created\nConfigMap/app/settings created");
    assertThat(outcome.inventory().toStatus())
        .containsExactly(
            Map.of("id", "app_runner__ServiceAccount", "v", "v1"),
            Map.of("id", "app_settings__ConfigMap", "v", "v1"));
  }

  @Test
  void putsTheLabelsOfTheOwnerAndCommonMetadataOnObjects() {
    applied(request(MAP).withCommonMetadata(Map.of("team", "a"), Map.of("note", "b")));

    assertThat(live(MAP).labels())
        .containsEntry("kustomize.toolkit.fluxcd.io/name", "apps")
        .containsEntry("kustomize.toolkit.fluxcd.io/namespace", "flux-system")
        .containsEntry("team", "a");
    assertThat(live(MAP).annotations()).containsEntry("note", "b");
  }

  @Test
  void needsNoDryRunWhenTheServersRecordShowsThatNothingChanged() {
    Inventory inventory = applied(request(MAP, ACCOUNT)).inventory();
    cluster.requests.clear();

    Applied outcome = applied(request(inventory, MAP, ACCOUNT));

    assertThat(cluster.requests)
        .containsExactly("get ServiceAccount/app/runner", "get ConfigMap/app/settings");
    assertThat(outcome.done().isEmpty()).isTrue();
    assertThat(outcome.inventory().entries()).isEqualTo(inventory.entries());
  }

  @Test
  void triesUnchangedObjectsWhenAFullCheckIsAskedFor() {
    Inventory inventory = applied(request(MAP)).inventory();
    cluster.requests.clear();

    Applied outcome = applied(request(inventory, MAP).withCheck(Check.FULL));

    assertThat(cluster.requests)
        .containsExactly("get ConfigMap/app/settings", "dry-run ConfigMap/app/settings");
    assertThat(actions(outcome)).containsExactly(Action.UNCHANGED);
  }

  @Test
  void changesOnlyWhatDiffersAndTellsWhich() {
    Inventory inventory = applied(request(MAP, ACCOUNT)).inventory();

    Applied outcome = applied(request(inventory, configMap("settings", "2"), ACCOUNT));

    assertThat(outcome.done()).hasToString("ConfigMap/app/settings configured");
    assertThat(change(outcome, MAP).fields())
        .singleElement()
        .satisfies(
            field -> {
              assertThat(field.path()).hasToString("/data/key");
              assertThat(field.before()).isEqualTo("1");
              assertThat(field.after()).isEqualTo("2");
            });
  }

  @Test
  void revertsWhatSomebodyElseChanged() {
    Inventory inventory = applied(request(MAP)).inventory();
    cluster.update("editor", MAP.ref(), object -> object.with("9", "data", "key"));

    Applied outcome = applied(request(inventory, MAP));

    assertThat(actions(outcome)).containsExactly(Action.CONFIGURE);
    assertThat(live(MAP).get("data", "key")).isEqualTo("1");
  }

  @Test
  void appliesNothingOfAStageWhenOneObjectIsRefusedAndReportsAllRefusals() {
    ApiFailure invalid = ApiFailure.answered(422, "Invalid", "it is not right");
    cluster.refuse(request -> request.startsWith("dry-run ConfigMap"), invalid);

    Failed outcome =
        failed(
            request(
                List.of(
                    at(ACCOUNT, "apps/a.yaml:1"),
                    at(MAP, "apps/b.yaml:7"),
                    at(configMap("other", "1"), "apps/c.yaml:3"))));

    assertThat(outcome.message())
        .isEqualTo(
            """
            ConfigMap/app/other dry-run failed (Invalid): it is not right (source: apps/c.yaml:3)
            ConfigMap/app/settings dry-run failed (Invalid): it is not right (source: apps/b.yaml:7)\
            """);
    assertThat(outcome.rejections()).hasSize(2);
    assertThat(outcome.transientFailure()).isFalse();
    assertThat(cluster.requests).noneMatch(request -> request.startsWith("apply"));
  }

  @Test
  void keepsWhatWasMadeBeforeAFailureInTheInventory() {
    cluster.refuse(
        request -> request.equals("apply ConfigMap/app/settings"),
        ApiFailure.unreachable("the server went away"));
    InventoryEntry old = InventoryEntry.parse("app_old__ConfigMap", "v1");

    Failed outcome = failed(request(Inventory.of(List.of(old)), ACCOUNT, MAP));

    assertThat(outcome.describe())
        .isEqualTo(
            "ConfigMap/app/settings apply failed: the server went away\n"
                + "ServiceAccount/app/runner created");
    assertThat(outcome.transientFailure()).isTrue();
    assertThat(outcome.inventory().entries()).containsExactly(old, InventoryEntry.of(ACCOUNT));
  }

  @Test
  void appliesDefinitionsAndWaitsForThemBeforeTheRest() {
    KubeObject definition =
        object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "widgets.example.com");
    KubeObject widget = object("example.com/v1", "Widget", "w");
    cluster.onStore(
        stored ->
            stored.kind().equals("CustomResourceDefinition")
                ? stored.with(
                    List.of(Map.of("type", "Established", "status", "True")),
                    "status",
                    "conditions")
                : stored);

    Applied outcome = applied(request(widget, definition, NAMESPACE));

    assertThat(cluster.requests)
        .containsSubsequence(
            "create CustomResourceDefinition/widgets.example.com",
            "apply Namespace/app",
            "create Widget/app/w");
    assertThat(outcome.inventory().size()).isEqualTo(3);
  }

  @Test
  void stopsWhenADefinitionIsNotReadyInTime() {
    settings =
        new ApplySettings(
            settings.manager(),
            settings.controls(),
            settings.takeOver(),
            Set.of(),
            false,
            1,
            java.time.Duration.ofMillis(1));
    KubeObject definition =
        object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "widgets.example.com");

    Failed outcome = failed(request(definition, MAP));

    assertThat(outcome.message())
        .isEqualTo(
            "timeout waiting for: [CustomResourceDefinition/widgets.example.com status:"
                + " 'InProgress']");
    assertThat(cluster.requests).noneMatch(request -> request.contains("ConfigMap"));
    assertThat(cluster.openWatches()).isZero();
  }

  @Test
  void appliesCustomKindsBeforeTheRest() {
    settings = settings.withCustomStageKinds(Set.of(new GroupKind("example.com", "Widget")));

    applied(request(object("example.com/v1", "Widget", "w"), MAP));

    assertThat(cluster.requests)
        .containsSubsequence("create Widget/app/w", "create ConfigMap/app/settings");
  }

  @Test
  void needsNoDryRunForTheFirstObjectInANewNamespace() {
    applied(request(NAMESPACE, MAP, ACCOUNT));

    assertThat(cluster.requests)
        .containsExactly(
            "create Namespace/app",
            "dry-run ConfigMap/app/settings",
            "create ServiceAccount/app/runner",
            "apply ConfigMap/app/settings");
  }

  @Test
  void reportsTheFirstObjectInANewNamespaceTooWhenAnotherIsRefused() {
    ApiFailure invalid = ApiFailure.answered(422, "Invalid", "it is not right");
    cluster.refuse(request -> request.matches("dry-run (Config|Service).*"), invalid);

    Failed outcome = failed(request(NAMESPACE, MAP, ACCOUNT));

    assertThat(outcome.rejections())
        .extracting(PlannedChange::ref)
        .containsExactly(ACCOUNT.ref(), MAP.ref());
  }

  @Test
  void reportsAsADryRunWhyTheFirstObjectIsRefused() {
    ApiFailure invalid = ApiFailure.answered(422, "Invalid", "it is not right");
    cluster.refuse(request -> request.contains("ServiceAccount"), invalid);

    Failed outcome = failed(request(MAP, ACCOUNT));

    assertThat(outcome.message())
        .isEqualTo("ServiceAccount/app/runner dry-run failed (Invalid): it is not right");
    assertThat(outcome.inventory().entries()).isEmpty();
    assertThat(cluster.requests).noneMatch(request -> request.startsWith("apply"));
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
  void makesImmutableObjectsAnewWhenForced() {
    Inventory inventory = applied(request(MAP)).inventory();
    String uid = live(MAP).uid();
    refuseToChange();

    Applied outcome = applied(request(inventory, configMap("settings", "2")).withForce(true));

    assertThat(outcome.done()).hasToString("ConfigMap/app/settings created");
    assertThat(actions(outcome)).containsExactly(Action.RECREATE);
    assertThat(live(MAP).uid()).isNotEqualTo(uid);
  }

  @Test
  void makesObjectsAnewThatAskForIt() {
    Inventory inventory = applied(request(MAP)).inventory();
    refuseToChange();

    Applied outcome =
        applied(request(inventory, annotated(configMap("settings", "2"), "force", "enabled")));

    assertThat(actions(outcome)).containsExactly(Action.RECREATE);
  }

  @Test
  void deletesNothingWhenAnotherObjectIsRefused() {
    Inventory inventory = applied(request(MAP)).inventory();
    refuseToChange();
    cluster.refuse(
        request -> request.endsWith("ServiceAccount/app/runner"),
        ApiFailure.answered(403, "Forbidden", "you may not"));

    failed(request(inventory, configMap("settings", "2"), ACCOUNT).withForce(true));

    assertThat(cluster.requests).noneMatch(request -> request.startsWith("delete"));
  }

  @Test
  void reportsImmutableObjectsWhenNotForced() {
    Inventory inventory = applied(request(MAP)).inventory();
    refuseToChange();

    assertThat(failed(request(inventory, configMap("settings", "2"))).message())
        .isEqualTo("ConfigMap/app/settings dry-run failed (Invalid): field is immutable");
  }

  private void refuseToChange() {
    cluster.refuse(
        request -> request.equals("dry-run ConfigMap/app/settings"),
        ApiFailure.answered(422, "Invalid", "field is immutable"));
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

  private static IgnoreRules ignoring(String path) {
    return new IgnoreRules(
        List.of(new IgnoreRule(List.of(JsonPointer.parse(path)), ObjectSelector.everything())));
  }

  @Test
  void doesNotApplyEncryptedSecrets() {
    KubeObject secret = object("v1", "Secret", "login").with(Map.of("mac", "x"), "sops");

    Failed outcome = failed(request(List.of(at(secret, "login.yaml:1"), Desired.of(MAP))));

    assertThat(outcome.message())
        .isEqualTo(
            "Secret/app/login is SOPS encrypted, configuring decryption is required for this secret"
                + " to be reconciled (source: login.yaml:1)");
    assertThat(cluster.requests).isEmpty();
  }

  @Test
  void showsNoSecretValuesInMessagesAndDifferences() {
    KubeObject secret =
        object("v1", "Secret", "login").with(Map.of("password", "aHVudGVyMg=="), "data");
    Inventory inventory = applied(request(secret)).inventory();

    Applied changed = applied(request(inventory, secret.with("c3dvcmRmaXNo", "data", "password")));
    cluster.refuse(
        request -> request.startsWith("dry-run Secret"),
        ApiFailure.answered(
            422, "Invalid", "data: Invalid value: \"hunter2\": aHVudGVyMg== is bad"));
    Failed refused = failed(request(inventory, secret));

    assertThat(change(changed, secret).fields())
        .singleElement()
        .satisfies(
            field -> {
              assertThat(field.before()).isEqualTo("*** (before)");
              assertThat(field.after()).isEqualTo("*** (after)");
            });
    assertThat(refused.message()).doesNotContain("hunter2", "aHVudGVyMg==").contains("***");
  }

  @Test
  void dropsTheNamespaceOfObjectsThatHaveNone() {
    KubeObject namespaced = NAMESPACE.with("elsewhere", "metadata", "namespace");

    assertThat(applied(request(namespaced)).inventory().toStatus())
        .containsExactly(Map.of("id", "_app__Namespace", "v", "v1"));
  }

  @Test
  void showsWhatItWouldDoWithoutDoingIt() {
    applied(request(MAP, ACCOUNT));
    Inventory inventory = Inventory.of(List.of(InventoryEntry.of(MAP), InventoryEntry.of(ACCOUNT)));
    KubeObject before = live(MAP);

    assertThat(applier().plan(request(inventory, configMap("settings", "2"))))
        .hasToString("ConfigMap/app/settings configured\nServiceAccount/app/runner deleted");
    assertThat(live(MAP)).isEqualTo(before);
  }

  @Test
  void showsWhatCanBeAppliedOnlyAfterANamespaceAndADefinitionAreMade() {
    KubeObject definition =
        object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "widgets.example.com")
            .with(Map.of("group", "example.com", "names", Map.of("kind", "Widget")), "spec");
    KubeObject widget = object("example.com/v1", "Widget", "w");
    cluster.refuse(
        request -> request.startsWith("dry-run Widget") || request.startsWith("dry-run ConfigMap"),
        ApiFailure.answered(404, "NotFound", "not there yet"));

    assertThat(applier().plan(request(widget, MAP, definition, NAMESPACE)))
        .hasToString(
            """
            CustomResourceDefinition/widgets.example.com created
            Namespace/app created
            ConfigMap/app/settings created
            Widget/app/w created\
            """);
  }

  @Test
  void waitsForDefinitionsInThePlaceThatItIsGivenForThat() {
    KubeObject definition =
        object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "widgets.example.com");
    AtomicInteger parked = new AtomicInteger();

    applier()
        .parkedBy(
            new Parking() {
              @Override
              public <T> T park(Callable<T> wait) throws Exception {
                parked.incrementAndGet();
                cluster.update(
                    "apiserver",
                    definition.ref(),
                    stored ->
                        stored.with(
                            List.of(Map.of("type", "Established", "status", "True")),
                            "status",
                            "conditions"));
                return wait.call();
              }
            })
        .apply(request(definition));

    assertThat(parked).hasValue(1);
  }

  @Test
  void appliesNothingMoreWhenTheWaitForADefinitionIsCancelled() {
    KubeObject definition =
        object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "widgets.example.com");

    ApplyOutcome outcome =
        applier()
            .parkedBy(
                new Parking() {
                  @Override
                  public <T> T park(Callable<T> wait) throws Exception {
                    return wait.call();
                  }

                  @Override
                  public void begins(HealthWait wait) {
                    wait.cancel("there is something newer");
                  }
                })
            .apply(request(definition, MAP));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ApplyOutcome.Cancelled.class,
            cancelled -> assertThat(cancelled.reason()).isEqualTo("there is something newer"));
    assertThat(outcome.inventory().contains(definition.ref())).isTrue();
    assertThat(cluster.find(MAP.ref())).isEmpty();
  }

  @Test
  void migratesOwnersToTheAppliedVersionWhenAskedTo() {
    settings = settings.withMigration(true);
    KubeObject old = object("example.com/v1", "Widget", "w").with(1L, "spec", "size");
    Inventory inventory = applied(request(old)).inventory();

    applied(request(inventory, object("example.com/v2", "Widget", "w").with(2L, "spec", "size")));

    assertThat(cluster.requests).contains("patch Widget/app/w");
  }

  private Applier applier() {
    HealthWaiter waiter =
        new HealthWaiter(
            cluster,
            HealthFeed.none(),
            new HealthRules(Clock.systemUTC()),
            Clock.systemUTC(),
            timer);
    return new Applier(cluster, LiveView.blind(), settings, new Normalization(), waiter);
  }

  private Applied applied(ApplyRequest request) {
    return assertThat(applier().apply(request)).asInstanceOf(type(Applied.class)).actual();
  }

  private Failed failed(ApplyRequest request) {
    return assertThat(applier().apply(request)).asInstanceOf(type(Failed.class)).actual();
  }

  private KubeObject live(KubeObject object) {
    return cluster.find(object.ref()).orElseThrow();
  }

  private static List<Action> actions(ApplyOutcome outcome) {
    return outcome.done().changes().stream().map(PlannedChange::action).toList();
  }

  private static PlannedChange change(ApplyOutcome outcome, KubeObject object) {
    return outcome.done().changes().stream()
        .filter(change -> change.ref().equals(object.ref()))
        .findFirst()
        .orElseThrow();
  }

  private static ApplyRequest request(KubeObject... objects) {
    return request(Inventory.empty(), objects);
  }

  private static ApplyRequest request(Inventory inventory, KubeObject... objects) {
    return ApplyRequest.of(Stream.of(objects).map(Desired::of).toList(), inventory, OWNER);
  }

  private static ApplyRequest request(List<Desired> objects) {
    return ApplyRequest.of(objects, Inventory.empty(), OWNER);
  }
}
