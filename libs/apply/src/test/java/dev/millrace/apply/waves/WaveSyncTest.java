package dev.millrace.apply.waves;

import static dev.millrace.apply.waves.SyncPlanTest.argo;
import static dev.millrace.apply.waves.WaveScene.job;
import static dev.millrace.apply.waves.WaveScene.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.millrace.apply.Objects;
import dev.millrace.apply.Parking;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.health.HealthTarget;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.apply.object.KubeObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaveSyncTest {
  private static final KubeObject USUAL = Objects.configMap("usual", "1");
  private static final KubeObject LATE = argo(Objects.configMap("late", "1"), "sync-wave", "1");
  private static final KubeObject BEFORE = argo(job("before"), "hook", "PreSync");
  private static final KubeObject AFTER = argo(job("after"), "hook", "PostSync");
  private static final KubeObject ON_FAILURE = argo(job("on-failure"), "hook", "SyncFail");

  private final WaveScene scene = new WaveScene();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void runsHooksAroundWavesAndWaitsBetween() throws InterruptedException {
    sync(AFTER, LATE, USUAL, BEFORE, ON_FAILURE);

    assertThat(scene.story)
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

    assertThat(scene.story)
        .containsExactly(
            "ConfigMap/app/usual created", "await [usual]", "ConfigMap/app/late created");
  }

  @Test
  void stopsAtAWaveThatIsNotHealthyAndRunsTheHooksForThat() throws InterruptedException {
    scene.unhealthy.add("usual");

    SyncOutcome.Failed failed = failed(USUAL, LATE, AFTER, ON_FAILURE);

    assertThat(failed.cause()).isEqualTo(SyncOutcome.Cause.HEALTH);
    assertThat(failed.message()).isEqualTo("Sync wave 0: [usual] is not healthy");
    assertThat(scene.story)
        .containsExactly(
            "ConfigMap/app/usual created",
            "await [usual]",
            "Job/app/on-failure created",
            "await [on-failure]");
    assertThat(scene.cluster.find(LATE.ref())).isEmpty();
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
            return scene.await(targets, hooks);
          }

          @Override
          public RuntimeException cancelled(String reason) {
            return new IllegalStateException(reason);
          }
        };
    WaveSync sync =
        new WaveSync(scene.applier().parkedBy(new Cancelling()), gate, scene.new Storyteller());

    assertThatIllegalStateException()
        .isThrownBy(
            () -> sync.sync(scene.request(), scene.plan(definition, LATE, ON_FAILURE), true))
        .withMessage("there is something newer");
    assertThat(scene.story).containsExactly("CustomResourceDefinition/widgets.example.com created");
    assertThat(scene.cluster.find(LATE.ref())).isEmpty();
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
    scene.unhealthy.add("before");

    assertThat(failed(BEFORE, USUAL).message())
        .isEqualTo("PreSync wave 0: [before] is not healthy");
    assertThat(scene.cluster.find(USUAL.ref())).isEmpty();
  }

  @Test
  void tellsOfBothWhenTheHookForFailuresFailsToo() throws InterruptedException {
    scene.unhealthy.addAll(Set.of("before", "on-failure"));

    assertThat(failed(BEFORE, ON_FAILURE).message())
        .isEqualTo(
            "PreSync wave 0: [before] is not healthy\n"
                + "SyncFail wave 0: [on-failure] is not healthy");
  }

  @Test
  void saysWhatTheServerRefusesAndKeepsWhatIsThere() throws InterruptedException {
    scene.cluster.refuse(
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
    String first = scene.cluster.find(BEFORE.ref()).orElseThrow().resourceVersion();
    scene.story.clear();

    sync(BEFORE);

    assertThat(scene.story)
        .containsExactly("Job/app/before deleted", "Job/app/before created", "await [before]");
    assertThat(scene.cluster.find(BEFORE.ref()).orElseThrow().resourceVersion())
        .isNotEqualTo(first);
    assertThat(names(scene.managed)).containsExactly("before");
  }

  @Test
  void deletesAHookAsItsPolicySays() throws InterruptedException {
    KubeObject tidy = argo(BEFORE, "hook-delete-policy", "HookSucceeded");
    KubeObject forgiving = argo(AFTER, "hook-delete-policy", "HookFailed");
    scene.unhealthy.add("after");

    SyncOutcome.Failed failed = failed(tidy, forgiving);

    assertThat(scene.cluster.find(tidy.ref())).isEmpty();
    assertThat(scene.cluster.find(forgiving.ref())).isEmpty();
    assertThat(failed.inventory().isEmpty()).isTrue();
  }

  @Test
  void keepsAFailedHookToLookAtUnlessItSaysOtherwise() throws InterruptedException {
    scene.unhealthy.add("before");

    failed(argo(BEFORE, "hook-delete-policy", "HookSucceeded"));

    assertThat(scene.cluster.find(BEFORE.ref())).isPresent();
  }

  @Test
  void prunesLastWavesFirstAndBeforeTheHooksAfter() throws InterruptedException {
    sync(USUAL, LATE, BEFORE);
    scene.story.clear();

    sync(AFTER);

    assertThat(scene.story)
        .containsExactly(
            "ConfigMap/app/late deleted\nJob/app/before deleted\nConfigMap/app/usual deleted",
            "Job/app/after created",
            "await [after]");
    assertThat(names(scene.managed)).containsExactly("after");
  }

  @Test
  void stopsPruningAtAWaveThatStays() throws InterruptedException {
    sync(USUAL, LATE.with(List.of("example.com/hold"), "metadata", "finalizers"));

    SyncOutcome.Failed failed = failed();

    assertThat(failed.cause()).isEqualTo(SyncOutcome.Cause.PRUNE);
    assertThat(failed.message()).contains("ConfigMap/app/late termination timeout");
    assertThat(scene.cluster.find(USUAL.ref())).isPresent();
    assertThat(names(failed.inventory())).contains("usual");
  }

  @Test
  void keepsWhatIsToBeSkipped() throws InterruptedException {
    sync(USUAL);

    sync(argo(USUAL, "hook", "Skip"));

    assertThat(scene.cluster.find(USUAL.ref())).isPresent();
    assertThat(names(scene.managed)).containsExactly("usual");
  }

  private void sync(KubeObject... objects) throws InterruptedException {
    SyncOutcome outcome = scene.sync(objects);
    assertThat(outcome).isInstanceOf(SyncOutcome.Synced.class);
    scene.managed = outcome.inventory();
  }

  private SyncOutcome.Failed failed(KubeObject... objects) throws InterruptedException {
    return assertThat(scene.sync(objects)).asInstanceOf(type(SyncOutcome.Failed.class)).actual();
  }
}
