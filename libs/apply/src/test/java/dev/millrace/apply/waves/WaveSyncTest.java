package dev.millrace.apply.waves;

import static dev.millrace.apply.waves.SyncPlanTest.argo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.ApplySettings;
import dev.millrace.apply.InMemoryCluster;
import dev.millrace.apply.Objects;
import dev.millrace.apply.Parking;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.health.Health;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthTarget;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.apply.plan.Plan;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaveSyncTest {
  private static final OwnerLabels OWNER =
      new OwnerLabels("kustomize.toolkit.fluxcd.io", "apps", "flux-system");
  private static final KubeObject USUAL = Objects.configMap("usual", "1");
  private static final KubeObject LATE = argo(Objects.configMap("late", "1"), "sync-wave", "1");
  private static final KubeObject BEFORE = argo(job("before"), "hook", "PreSync");
  private static final KubeObject AFTER = argo(job("after"), "hook", "PostSync");
  private static final KubeObject ON_FAILURE = argo(job("on-failure"), "hook", "SyncFail");

  private final InMemoryCluster cluster = new InMemoryCluster();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> story = new ArrayList<>();
  private final Set<String> unhealthy = new HashSet<>();
  private Inventory managed = Inventory.empty();

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void runsHooksAroundWavesAndWaitsBetween() throws InterruptedException {
    sync(AFTER, LATE, USUAL, BEFORE, ON_FAILURE);

    assertThat(story)
        .containsExactly(
            "Job/app/before created",
            "await [before]",
            "ConfigMap/app/usual created",
            "await [usual]",
            "ConfigMap/app/late created",
            "await [late]",
            "Job/app/after created",
            "await [after]");
  }

  @Test
  void doesNotWaitForTheVeryLastWave() throws InterruptedException {
    sync(USUAL, LATE);

    assertThat(story)
        .containsExactly(
            "ConfigMap/app/usual created", "await [usual]", "ConfigMap/app/late created");
  }

  @Test
  void stopsAtAWaveThatIsNotHealthyAndRunsTheHooksForThat() throws InterruptedException {
    unhealthy.add("usual");

    SyncOutcome.Failed failed = failed(USUAL, LATE, AFTER, ON_FAILURE);

    assertThat(failed.cause()).isEqualTo(SyncOutcome.Cause.HEALTH);
    assertThat(failed.message()).isEqualTo("Sync wave 0: [usual] is not healthy");
    assertThat(story)
        .containsExactly(
            "ConfigMap/app/usual created",
            "await [usual]",
            "Job/app/on-failure created",
            "await [on-failure]");
    assertThat(cluster.find(LATE.ref())).isEmpty();
    assertThat(names(failed.inventory())).containsExactly("usual", "on-failure");
  }

  @Test
  void endsAsTheGateSaysWhenTheWaitForADefinitionIsCancelled() {
    KubeObject definition =
        Objects.object(
            "apiextensions.k8s.io/v1", "CustomResourceDefinition", "widgets.example.com");
    HealthGate gate =
        new HealthGate() {
          @Override
          public WaitOutcome await(List<HealthTarget> targets, boolean hooks) {
            return WaveSyncTest.this.await(targets, hooks);
          }

          @Override
          public RuntimeException cancelled(String reason) {
            return new IllegalStateException(reason);
          }
        };
    WaveSync sync = new WaveSync(applier().parkedBy(new Cancelling()), gate, new Storyteller());

    assertThatIllegalStateException()
        .isThrownBy(() -> sync.sync(request(), plan(definition, LATE, ON_FAILURE), true))
        .withMessage("there is something newer");
    assertThat(story).containsExactly("CustomResourceDefinition/widgets.example.com created");
    assertThat(cluster.find(LATE.ref())).isEmpty();
  }

  private static final class Cancelling implements Parking {
    @Override
    public <T> T park(Callable<T> wait) throws Exception {
      return wait.call();
    }

    @Override
    public void begins(HealthWait wait) {
      wait.cancel("there is something newer");
    }
  }

  @Test
  void appliesNothingWhenAHookBeforeFails() throws InterruptedException {
    unhealthy.add("before");

    assertThat(failed(BEFORE, USUAL).message())
        .isEqualTo("PreSync wave 0: [before] is not healthy");
    assertThat(cluster.find(USUAL.ref())).isEmpty();
  }

  @Test
  void tellsOfBothWhenTheHookForFailuresFailsToo() throws InterruptedException {
    unhealthy.addAll(Set.of("before", "on-failure"));

    assertThat(failed(BEFORE, ON_FAILURE).message())
        .isEqualTo(
            "PreSync wave 0: [before] is not healthy\n"
                + "SyncFail wave 0: [on-failure] is not healthy");
  }

  @Test
  void saysWhatTheServerRefusesAndKeepsWhatIsThere() throws InterruptedException {
    cluster.refuse(
        request -> request.contains("ConfigMap/app/late"),
        ApiFailure.answered(403, "Forbidden", "a webhook says no"));

    SyncOutcome.Failed failed = failed(USUAL, LATE);

    assertThat(failed.cause()).isEqualTo(SyncOutcome.Cause.APPLY);
    assertThat(failed.message()).startsWith("Sync wave 1: ").contains("a webhook says no");
    assertThat(names(failed.inventory())).containsExactly("usual");
  }

  @Test
  void makesAHookAnewInEverySync() throws InterruptedException {
    sync(BEFORE);
    String first = cluster.find(BEFORE.ref()).orElseThrow().resourceVersion();
    story.clear();

    sync(BEFORE);

    assertThat(story)
        .containsExactly("Job/app/before deleted", "Job/app/before created", "await [before]");
    assertThat(cluster.find(BEFORE.ref()).orElseThrow().resourceVersion()).isNotEqualTo(first);
    assertThat(names(managed)).containsExactly("before");
  }

  @Test
  void deletesAHookAsItsPolicySays() throws InterruptedException {
    KubeObject tidy = argo(BEFORE, "hook-delete-policy", "HookSucceeded");
    KubeObject forgiving = argo(AFTER, "hook-delete-policy", "HookFailed");
    unhealthy.add("after");

    SyncOutcome.Failed failed = failed(tidy, forgiving);

    assertThat(cluster.find(tidy.ref())).isEmpty();
    assertThat(cluster.find(forgiving.ref())).isEmpty();
    assertThat(failed.inventory().isEmpty()).isTrue();
  }

  @Test
  void keepsAFailedHookToLookAtUnlessItSaysOtherwise() throws InterruptedException {
    unhealthy.add("before");

    failed(argo(BEFORE, "hook-delete-policy", "HookSucceeded"));

    assertThat(cluster.find(BEFORE.ref())).isPresent();
  }

  @Test
  void prunesLastWavesFirstAndBeforeTheHooksAfter() throws InterruptedException {
    sync(USUAL, LATE, BEFORE);
    story.clear();

    sync(AFTER);

    assertThat(story)
        .containsExactly(
            "ConfigMap/app/late deleted\nJob/app/before deleted\nConfigMap/app/usual deleted",
            "Job/app/after created",
            "await [after]");
    assertThat(names(managed)).containsExactly("after");
  }

  @Test
  void stopsPruningAtAWaveThatStays() throws InterruptedException {
    sync(USUAL, LATE.with(List.of("example.com/hold"), "metadata", "finalizers"));

    SyncOutcome.Failed failed = failed();

    assertThat(failed.cause()).isEqualTo(SyncOutcome.Cause.PRUNE);
    assertThat(failed.message()).contains("ConfigMap/app/late termination timeout");
    assertThat(cluster.find(USUAL.ref())).isPresent();
    assertThat(names(failed.inventory())).contains("usual");
  }

  @Test
  void keepsWhatIsToBeSkipped() throws InterruptedException {
    sync(USUAL);

    sync(argo(USUAL, "hook", "Skip"));

    assertThat(cluster.find(USUAL.ref())).isPresent();
    assertThat(names(managed)).containsExactly("usual");
  }

  private void sync(KubeObject... objects) throws InterruptedException {
    SyncOutcome outcome = run(objects);
    assertThat(outcome).isInstanceOf(SyncOutcome.Synced.class);
    managed = outcome.inventory();
  }

  private SyncOutcome.Failed failed(KubeObject... objects) throws InterruptedException {
    return assertThat(run(objects)).asInstanceOf(type(SyncOutcome.Failed.class)).actual();
  }

  private SyncOutcome run(KubeObject... objects) throws InterruptedException {
    return new WaveSync(applier(), this::await, new Storyteller())
        .sync(request(), plan(objects), true);
  }

  private ApplyRequest request() {
    return ApplyRequest.of(List.of(), managed, OWNER).withTimeout(Duration.ofMillis(50));
  }

  private static SyncPlan plan(KubeObject... objects) {
    return SyncPlan.of(Stream.of(objects).map(Desired::of).toList());
  }

  private Applier applier() {
    Clock clock = Clock.systemUTC();
    HealthWaiter waiter =
        new HealthWaiter(cluster, HealthFeed.none(), new HealthRules(clock), clock, timer);
    ApplySettings settings = ApplySettings.ofKustomizeController().withConcurrency(1);
    return new Applier(cluster, LiveView.blind(), settings, new Normalization(), waiter);
  }

  private WaitOutcome await(List<HealthTarget> targets, boolean hooks) {
    List<String> names = targets.stream().map(target -> target.ref().name()).toList();
    story.add("await " + names);
    if (names.stream().noneMatch(unhealthy::contains)) {
      return new WaitOutcome.Ready(Duration.ZERO);
    }
    ObjectRef failed = targets.getFirst().ref();
    return new WaitOutcome.NotReady(
        Duration.ZERO, names + " is not healthy", Map.of(failed, Health.failed("Bad", "bad")));
  }

  private static KubeObject job(String name) {
    return Objects.object("batch/v1", "Job", name);
  }

  private static List<String> names(Inventory inventory) {
    return inventory.entries().stream().map(InventoryEntry::ref).map(ObjectRef::name).toList();
  }

  private final class Storyteller implements SyncListener {
    @Override
    public void managed(Inventory inventory) {}

    @Override
    public void changed(Plan changes) {
      story.add(changes.toString());
    }
  }
}
