package dev.millrace.apply.observe;

import static dev.millrace.apply.Objects.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyOutcome.Applied;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.ApplySettings;
import dev.millrace.apply.InMemoryCluster;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.OwnerLabels;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Changes that the watch shows before their answers come, all of them in the second of the one
 * before: their times tell nothing about whose they are.
 */
class OwnChangesTest {
  private static final String OWNER = "flux-system/apps";
  private static final KubeObject MAP = configMap("settings", "1");
  private static final KubeObject LARGER = MAP.with("x", "data", "more");

  private final InMemoryCluster cluster = new InMemoryCluster();
  private final List<Drift> drifts = new ArrayList<>();
  private final ApplySettings settings = ApplySettings.ofKustomizeController().withConcurrency(1);
  private final HealthRules rules = new HealthRules(Clock.systemUTC());
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Observatory observatory =
      new Observatory(
          cluster,
          "kustomize.toolkit.fluxcd.io/name",
          "",
          settings.manager(),
          settings.takeOver(),
          settings.controls(),
          rules,
          drifts::add);

  @AfterEach
  void stop() {
    observatory.close();
    timer.shutdownNow();
  }

  @BeforeEach
  void letAllHappenInOneSecond() {
    cluster.stopClock();
  }

  /** Fields of kubectl are given to the manager first, then applied without. */
  @Test
  void noStepOfATakeOverIsDrift() {
    Inventory inventory = apply(Inventory.empty(), MAP);
    observatory.observe(OWNER, inventory);
    cluster.update("kubectl-edit", MAP.ref(), live -> live.with("x", "data", "more"));
    drifts.clear();

    apply(inventory, MAP);

    assertTakenBackWithoutDrift();
  }

  @Test
  void aFieldThatIsWantedNoLongerIsNoDrift() {
    Inventory inventory = apply(Inventory.empty(), LARGER);
    observatory.observe(OWNER, inventory);

    apply(inventory, MAP);

    assertTakenBackWithoutDrift();
  }

  private void assertTakenBackWithoutDrift() {
    assertThat(live().get("data", "more")).isNull();
    assertThat(drifts).isEmpty();
    cluster.update("some-editor", MAP.ref(), live -> live.with("3", "data", "key"));
    assertThat(drifts).as("what comes after it").hasSize(1);
  }

  @Test
  void aChangeOfOthersThatComesBeforeTheAnswerIsDrift() {
    Inventory inventory = apply(Inventory.empty(), LARGER);
    observatory.observe(OWNER, inventory);
    onceStored(() -> cluster.update("some-editor", MAP.ref(), OwnChangesTest::edited));

    apply(inventory, MAP);

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift ->
                assertThat(drift.fields())
                    .extracting(field -> field.path() + " " + field.manager())
                    .containsExactly("/data/key some-editor"));
  }

  /** Such as a controller that writes a status; nothing that was applied is lost by that. */
  @Test
  void whatOthersAddBeforeTheAnswerIsNoDrift() {
    Inventory inventory = apply(Inventory.empty(), LARGER);
    observatory.observe(OWNER, inventory);
    onceStored(
        () -> cluster.update("some-operator", MAP.ref(), live -> live.with("x", "data", "theirs")));

    apply(inventory, MAP);
    cluster.update("some-operator", MAP.ref(), live -> live.with("y", "data", "theirs"));

    assertThat(drifts).isEmpty();
    cluster.requests.clear();
    apply(inventory, MAP);
    assertThat(cluster.requests).as("it is known to be as wanted").isEmpty();
  }

  private static KubeObject edited(KubeObject live) {
    return live.with("3", "data", "key");
  }

  private KubeObject live() {
    return cluster.find(MAP.ref()).orElseThrow();
  }

  /** Lets something happen once after the next change is stored, and before it is answered. */
  private void onceStored(Runnable event) {
    AtomicBoolean due = new AtomicBoolean(true);
    cluster.watch(
        WatchTarget.object("v1", MAP.ref()).since("0"),
        new WatchListener() {
          @Override
          public void onUpsert(KubeObject object) {
            if (due.getAndSet(false)) {
              event.run();
            }
          }

          @Override
          public void onDelete(ObjectRef ref) {}
        });
  }

  private Inventory apply(Inventory before, KubeObject wanted) {
    ApplyRequest request =
        ApplyRequest.of(
            List.of(Desired.of(wanted)),
            before,
            new OwnerLabels("kustomize.toolkit.fluxcd.io", "apps", "flux-system"));
    HealthWaiter waiter = new HealthWaiter(cluster, observatory, rules, timer);
    Applied applied =
        (Applied)
            new Applier(cluster, observatory, settings, new Normalization(), waiter).apply(request);
    return applied.inventory();
  }
}
