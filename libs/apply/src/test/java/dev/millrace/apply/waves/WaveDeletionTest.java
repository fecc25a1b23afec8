package dev.millrace.apply.waves;

import static dev.millrace.apply.waves.SyncPlanTest.argo;
import static dev.millrace.apply.waves.WaveScene.job;
import static dev.millrace.apply.waves.WaveScene.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.millrace.apply.Objects;
import dev.millrace.apply.object.KubeObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaveDeletionTest {
  private static final KubeObject USUAL = Objects.configMap("usual", "1");
  private static final KubeObject LATE = argo(Objects.configMap("late", "1"), "sync-wave", "1");
  private static final KubeObject BEFORE = argo(job("backup"), "hook", "PreDelete");
  private static final KubeObject AFTER = argo(job("farewell"), "hook", "PostDelete");

  private final WaveScene scene = new WaveScene();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void runsHooksBeforeAndAfterWhatIsDeletedWaveByWave() throws InterruptedException {
    applied(USUAL, LATE, BEFORE, AFTER);

    SyncOutcome outcome = scene.delete(USUAL, LATE, BEFORE, AFTER);

    assertThat(outcome).isInstanceOf(SyncOutcome.Synced.class);
    assertThat(scene.story)
        .containsExactly(
            "Job/app/backup created",
            "await [backup]",
            "ConfigMap/app/late deleted\nJob/app/backup deleted\nConfigMap/app/usual deleted",
            "Job/app/farewell created",
            "await [farewell]");
    assertThat(names(outcome.inventory())).containsExactly("farewell");
  }

  @Test
  void runsNoneOfThemWhileObjectsAreApplied() throws InterruptedException {
    applied(USUAL, BEFORE, AFTER);

    assertThat(scene.cluster.find(BEFORE.ref())).isEmpty();
    assertThat(scene.cluster.find(AFTER.ref())).isEmpty();
  }

  @Test
  void deletesNothingWhenTheHookBeforeFails() throws InterruptedException {
    applied(USUAL);
    scene.unhealthy.add("backup");

    SyncOutcome.Failed failed = failed(BEFORE, AFTER);

    assertThat(failed.cause()).isEqualTo(SyncOutcome.Cause.HEALTH);
    assertThat(failed.message()).isEqualTo("PreDelete wave 0: [backup] is not healthy");
    assertThat(scene.cluster.find(USUAL.ref())).isPresent();
    assertThat(names(failed.inventory())).containsExactlyInAnyOrder("usual", "backup");
  }

  @Test
  void runsTheHookAfterOnlyWhenEverythingIsGone() throws InterruptedException {
    applied(USUAL.with(List.of("example.com/hold"), "metadata", "finalizers"));

    SyncOutcome.Failed failed = failed(AFTER);

    assertThat(failed.cause()).isEqualTo(SyncOutcome.Cause.PRUNE);
    assertThat(failed.message()).contains("ConfigMap/app/usual termination timeout");
    assertThat(scene.cluster.find(AFTER.ref())).isEmpty();
  }

  @Test
  void repeatsOnlyTheHookAfterOnceEverythingElseIsGone() throws InterruptedException {
    applied(USUAL);
    scene.unhealthy.add("farewell");
    scene.managed = failed(BEFORE, AFTER).inventory();
    scene.unhealthy.clear();
    scene.story.clear();

    assertThat(scene.delete(BEFORE, AFTER)).isInstanceOf(SyncOutcome.Synced.class);

    assertThat(scene.story)
        .containsExactly(
            "Job/app/farewell deleted", "Job/app/farewell created", "await [farewell]");
  }

  @Test
  void deletesAHookAsItsPolicySays() throws InterruptedException {
    applied(USUAL);

    SyncOutcome outcome = scene.delete(argo(AFTER, "hook-delete-policy", "HookSucceeded"));

    assertThat(scene.cluster.find(AFTER.ref())).isEmpty();
    assertThat(outcome.inventory().isEmpty()).isTrue();
  }

  private void applied(KubeObject... objects) throws InterruptedException {
    scene.managed = scene.sync(objects).inventory();
    scene.story.clear();
  }

  private SyncOutcome.Failed failed(KubeObject... source) throws InterruptedException {
    return assertThat(scene.delete(source)).asInstanceOf(type(SyncOutcome.Failed.class)).actual();
  }
}
