package dev.millrace.apply.observe;

import static dev.millrace.apply.Objects.configMap;
import static dev.millrace.apply.Objects.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyOutcome;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.ApplySettings;
import dev.millrace.apply.InMemoryCluster;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.drift.IgnoreRule;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthTarget;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.health.WaitOptions;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.object.ObjectSelector;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.OwnerLabels;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObservatoryTest {

  private static final WaitOptions PATIENT = new WaitOptions(Duration.ofMinutes(5), true);
  private static final String OWNER = "flux-system/apps";
  private static final KubeObject MAP = configMap("settings", "1");
  private static final KubeObject SECRET =
      object("v1", "Secret", "login").with(Map.of("password", "aHVudGVyMg=="), "data");

  private static final KubeObject WIDGET = object("example.com/v1", "Widget", "w");

  private final InMemoryCluster cluster = new InMemoryCluster();
  private final List<Drift> drifts = new ArrayList<>();
  private final ApplySettings settings = ApplySettings.ofKustomizeController().withConcurrency(1);
  private final Observatory observatory =
      new Observatory(
          cluster,
          "kustomize.toolkit.fluxcd.io/name",
          "",
          settings.manager(),
          settings.takeOver(),
          settings.controls(),
          new HealthRules(Clock.systemUTC()),
          drifts::add);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    observatory.close();
    timer.shutdownNow();
  }

  @Test
  void needsNoRequestForObjectsThatNobodyTouched() {
    Inventory inventory = apply(Inventory.empty(), MAP, SECRET);
    observatory.observe(OWNER, inventory);
    cluster.requests.clear();

    apply(inventory, MAP, SECRET);

    assertThat(cluster.requests).isEmpty();
    assertThat(drifts).isEmpty();
  }

  @Test
  void asksOnlyForTheObjectThatChangedInTheSource() {
    Inventory inventory = apply(Inventory.empty(), MAP, SECRET);
    observatory.observe(OWNER, inventory);
    cluster.requests.clear();

    apply(inventory, configMap("settings", "2"), SECRET);

    assertThat(cluster.requests)
        .containsExactly(
            "get ConfigMap/app/settings",
            "dry-run ConfigMap/app/settings",
            "apply ConfigMap/app/settings");
    assertThat(drifts).isEmpty();
  }

  @Test
  void knowsThatAnObjectIsAsAppliedThoughItsStatusWasWrittenBeforeTheWatchBegan() {
    ApplyOutcome.Applied applied =
        (ApplyOutcome.Applied) applier().apply(request(Inventory.empty(), MAP));
    cluster.update("some-controller", MAP.ref(), live -> live.with("done", "status", "phase"));

    observatory.observe(OWNER, applied.inventory());
    applied.tell(observatory);

    assertThat(observatory.look(InventoryEntry.of(MAP)))
        .isInstanceOfSatisfying(
            Sighting.Present.class, seen -> assertThat(seen.settledFor()).isNotEmpty());
  }

  @Test
  void reportsFieldValuesAndManagerOfAChange() {
    observatory.observe(OWNER, apply(Inventory.empty(), MAP));

    cluster.update("some-editor", MAP.ref(), object -> object.with("9", "data", "key"));

    assertThat(drifts)
        .containsExactly(
            new Drift(
                OWNER,
                MAP.ref(),
                false,
                List.of(
                    new FieldChange(
                        FieldChange.Kind.CHANGED,
                        JsonPointer.of("data", "key"),
                        "1",
                        "9",
                        "some-editor"))));
    assertThat(drifts.getFirst().manager()).isEqualTo("some-editor");
  }

  @Test
  void reportsObjectsThatWereDeletedButNotJobsWhoseTimeIsOver() {
    KubeObject job = object("batch/v1", "Job", "once");
    KubeObject passing =
        object("batch/v1", "Job", "migrate").with(60L, "spec", "ttlSecondsAfterFinished");
    Inventory inventory = apply(Inventory.empty(), MAP, job, passing);
    observatory.observe(OWNER, inventory);

    cluster.remove(passing.ref());
    assertThat(drifts).isEmpty();

    cluster.remove(job.ref());
    cluster.remove(MAP.ref());
    assertThat(drifts).extracting(Drift::ref).containsExactly(job.ref(), MAP.ref());
    assertThat(drifts).allMatch(Drift::deleted);

    apply(inventory, MAP, job, passing);
    assertThat(cluster.find(passing.ref())).as("the next run makes it anew").isPresent();
  }

  @Test
  void takesChangesOfIgnoredFieldsForNoDrift() {
    KubeObject map = MAP.with("small", "data", "size");
    IgnoreRules ignored =
        new IgnoreRules(
            List.of(
                new IgnoreRule(
                    List.of(JsonPointer.of("data", "key")), ObjectSelector.everything())));
    observatory.observe(OWNER, apply(Inventory.empty(), map), ignored);

    cluster.update("scaler", map.ref(), live -> live.with("9", "data", "key"));
    assertThat(drifts).isEmpty();

    cluster.update("editor", map.ref(), live -> live.with("big", "data", "size"));
    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift ->
                assertThat(drift.fields())
                    .extracting(FieldChange::path)
                    .containsExactly(JsonPointer.of("data", "size")));
  }

  @Test
  void reportsRemovedFields() {
    observatory.observe(OWNER, apply(Inventory.empty(), MAP));

    cluster.update("some-editor", MAP.ref(), object -> object.with(Map.of("x", "y"), "data"));

    assertThat(drifts.getFirst().fields())
        .singleElement()
        .satisfies(
            field -> {
              assertThat(field.kind()).isEqualTo(FieldChange.Kind.REMOVED);
              assertThat(field.path()).hasToString("/data/key");
              assertThat(field.manager()).isEqualTo("some-editor");
            });
  }

  @Test
  void masksValuesOfSecrets() {
    observatory.observe(OWNER, apply(Inventory.empty(), SECRET));

    cluster.update("some-editor", SECRET.ref(), object -> object.with("Zm9v", "data", "password"));

    FieldChange field = drifts.getFirst().fields().getFirst();
    assertThat(field.before()).isEqualTo("*** (before)");
    assertThat(field.after()).isEqualTo("*** (after)");
  }

  @Test
  void reportsWhatKubectlAddedButNotWhatControllersAdd() {
    observatory.observe(OWNER, apply(Inventory.empty(), MAP));

    cluster.update("some-operator", MAP.ref(), object -> object.with("x", "data", "theirs"));
    assertThat(drifts).isEmpty();

    cluster.update("kubectl-edit", MAP.ref(), object -> object.with("x", "data", "added"));
    assertThat(drifts.getFirst().fields())
        .extracting(field -> field.kind() + " " + field.path() + " " + field.manager())
        .containsExactly("ADDED /data/added kubectl-edit");
  }

  @Test
  void reportsDeletionsButNotItsOwn() {
    observatory.observe(OWNER, apply(Inventory.empty(), MAP, SECRET));

    cluster.remove(MAP.ref());
    assertThat(drifts).containsExactly(new Drift(OWNER, MAP.ref(), true, List.of()));

    drifts.clear();
    Inventory inventory = Inventory.of(List.of(InventoryEntry.of(SECRET)));
    applier().pruner(request(Inventory.empty())).prune(inventory.entries());
    assertThat(cluster.find(SECRET.ref())).isEmpty();
    assertThat(drifts).isEmpty();
  }

  @Test
  void doesNotTakeItsOwnChangesForDrift() {
    Inventory inventory = apply(Inventory.empty(), MAP.with("x", "data", "more"));
    observatory.observe(OWNER, inventory);

    apply(inventory, MAP);
    apply(inventory, MAP);

    assertThat(drifts).isEmpty();
    assertThat(observatory.look(InventoryEntry.of(MAP))).isInstanceOf(Sighting.Present.class);
  }

  @Test
  void isSettledAgainAfterDriftWasReverted() {
    Inventory inventory = apply(Inventory.empty(), MAP);
    observatory.observe(OWNER, inventory);
    cluster.update("some-editor", MAP.ref(), object -> object.with("9", "data", "key"));

    apply(inventory, MAP);
    cluster.requests.clear();
    apply(inventory, MAP);

    assertThat(cluster.requests).isEmpty();
    assertThat(drifts).hasSize(1);
  }

  @Test
  void knowsNothingOfKindsThatNoOwnerHas() {
    observatory.observe(OWNER, apply(Inventory.empty(), MAP));

    assertThat(observatory.look(InventoryEntry.of(SECRET))).isInstanceOf(Sighting.Unknown.class);

    observatory.forget(OWNER);
    assertThat(cluster.openWatches()).isZero();
    assertThat(observatory.look(InventoryEntry.of(MAP))).isInstanceOf(Sighting.Unknown.class);
  }

  @Test
  void knowsWithoutARequestThatObjectsAreWell() {
    observatory.observe(OWNER, apply(Inventory.empty(), MAP));
    cluster.requests.clear();

    HealthWait wait = waiter().start(List.of(HealthTarget.of("v1", MAP.ref())), PATIENT);

    assertThat(wait.outcome()).isCompletedWithValueMatching(WaitOutcome.Ready.class::isInstance);
    assertThat(cluster.requests).isEmpty();
  }

  @Test
  void sparesWaitsTheirOwnWatch() {
    cluster.onStore(
        stored ->
            stored.get("status") == null
                ? stored.with(0L, "status", "observedGeneration")
                : stored);
    ApplyOutcome outcome = applier().apply(request(Inventory.empty(), WIDGET));
    observatory.observe(OWNER, outcome.inventory());
    cluster.requests.clear();

    HealthWait wait = waiter().start(((ApplyOutcome.Applied) outcome).healthTargets(), PATIENT);
    assertThat(wait.outcome()).isNotDone();
    cluster.store(widgetSeenAt(1));

    assertThat(wait.outcome()).isCompletedWithValueMatching(WaitOutcome.Ready.class::isInstance);
    assertThat(cluster.requests).isEmpty();
  }

  @Test
  void sparesWaitsForObjectsThatTheyHaveNotSeenTheirOwnWatch() {
    observatory.observe(OWNER, apply(Inventory.empty(), WIDGET));
    cluster.store(widgetSeenAt(0));
    cluster.requests.clear();
    HealthTarget unseen = HealthTarget.of("example.com/v1", WIDGET.ref());

    HealthWait wait = waiter().start(List.of(unseen), PATIENT);
    assertThat(wait.outcome()).isNotDone();
    cluster.store(widgetSeenAt(1));

    assertThat(wait.outcome()).isCompletedWithValueMatching(WaitOutcome.Ready.class::isInstance);
    assertThat(cluster.requests).isEmpty();
  }

  @Test
  void sparesWaitsTheirOwnWatchWhenAnObjectGotWellBeforeTheyBegan() {
    observatory.observe(OWNER, apply(Inventory.empty(), WIDGET));
    HealthTarget asApplied = HealthTarget.of(widgetSeenAt(0));
    cluster.store(widgetSeenAt(1));
    cluster.requests.clear();

    HealthWait wait = waiter(observatory.ofSeenObjects()).start(List.of(asApplied), PATIENT);

    assertThat(wait.outcome()).isCompletedWithValueMatching(WaitOutcome.Ready.class::isInstance);
    assertThat(cluster.requests).isEmpty();
  }

  @Test
  void showsTenantsNoObjectsThatTheyHaveNotSeen() {
    observatory.observe(OWNER, apply(Inventory.empty(), WIDGET));
    cluster.store(widgetSeenAt(0));
    cluster.requests.clear();
    HealthTarget unseen = HealthTarget.of("example.com/v1", WIDGET.ref());

    HealthWait wait = waiter(observatory.ofSeenObjects()).start(List.of(unseen), PATIENT);

    assertThat(cluster.requests).containsExactly("watch Widget w");
    wait.cancel("seen enough");
  }

  @Test
  void doesNotServeWaitsThatMissedAChange() {
    ApplyOutcome outcome = applier().apply(request(Inventory.empty(), WIDGET));
    KubeObject old = cluster.find(WIDGET.ref()).orElseThrow();
    observatory.observe(OWNER, outcome.inventory());
    cluster.store(old.with("x", "status", "phase"));

    assertThat(
            observatory.follow(
                old,
                new WatchListener() {
                  @Override
                  public void onUpsert(KubeObject object) {}

                  @Override
                  public void onDelete(ObjectRef ref) {}
                }))
        .isEmpty();
  }

  @Test
  void opensOneWatchForAllOwnersOfAKind() {
    Inventory inventory = apply(Inventory.empty(), MAP);

    observatory.observe(OWNER, inventory);
    observatory.observe("flux-system/other", inventory);
    assertThat(cluster.openWatches()).isEqualTo(1);

    observatory.forget(OWNER);
    assertThat(cluster.openWatches()).isEqualTo(1);

    observatory.observe("flux-system/other", Inventory.empty());
    assertThat(cluster.openWatches()).isZero();
  }

  /** The widget as it is, and the last generation that its controller has seen. */
  private KubeObject widgetSeenAt(long generation) {
    return cluster
        .find(WIDGET.ref())
        .orElseThrow()
        .with(generation, "status", "observedGeneration");
  }

  private Inventory apply(Inventory inventory, KubeObject... objects) {
    ApplyOutcome outcome = applier().apply(request(inventory, objects));
    assertThat(outcome).isInstanceOf(ApplyOutcome.Applied.class);
    return outcome.inventory();
  }

  private static ApplyRequest request(Inventory inventory, KubeObject... objects) {
    return ApplyRequest.of(
        Stream.of(objects).map(Desired::of).toList(),
        inventory,
        new OwnerLabels("kustomize.toolkit.fluxcd.io", "apps", "flux-system"));
  }

  private Applier applier() {
    return new Applier(cluster, observatory, settings, new Normalization(), waiter());
  }

  private HealthWaiter waiter() {
    return waiter(observatory);
  }

  private HealthWaiter waiter(HealthFeed feed) {
    return new HealthWaiter(cluster, feed, new HealthRules(Clock.systemUTC()), timer);
  }
}
