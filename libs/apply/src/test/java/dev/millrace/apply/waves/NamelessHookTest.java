package dev.millrace.apply.waves;

import static dev.millrace.apply.waves.SyncPlanTest.argo;
import static dev.millrace.apply.waves.WaveScene.nameless;
import static dev.millrace.apply.waves.WaveScene.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.Objects;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.object.KubeObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hooks that have a {@code generateName} in place of a name. */
class NamelessHookTest {
  private static final KubeObject USUAL = Objects.configMap("usual", "1");
  private static final KubeObject MIGRATE = nameless("migrate-", "PreSync");

  private final WaveScene scene = new WaveScene();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void makesAnotherObjectInEachSyncAndDeletesThatOfTheLast() throws InterruptedException {
    String first = sync("1", MIGRATE, USUAL);
    String second = sync("2", MIGRATE, USUAL);

    assertThat(first).startsWith("migrate-1111111-presync-");
    assertThat(second).startsWith("migrate-1111111-presync-").isNotEqualTo(first);
    assertThat(scene.story)
        .containsSubsequence("Job/app/" + first + " deleted", "Job/app/" + second + " created");
    assertThat(names(scene.managed)).containsExactlyInAnyOrder("usual", second);
  }

  @Test
  void findsItsObjectAgainWhenASyncWasCutShort() throws InterruptedException {
    String first = sync("1", MIGRATE, USUAL);
    scene.managed = Inventory.empty();
    scene.story.clear();

    assertThat(sync("1", MIGRATE, USUAL)).isEqualTo(first);

    assertThat(scene.story).doesNotContain("Job/app/" + first + " created");
    assertThat(names(scene.managed)).contains(first);
  }

  @Test
  void deletesItWhenItSucceededAsItsPolicySays() throws InterruptedException {
    sync("1", argo(MIGRATE, "hook-delete-policy", "HookSucceeded"), USUAL);

    assertThat(names(scene.managed)).containsExactly("usual");
  }

  @Test
  void keepsOneThatFailedUntilTheNextSyncMakesAnother() throws InterruptedException {
    KubeObject tidy = argo(MIGRATE, "hook-delete-policy", "HookSucceeded");
    String failing = jobOf(tidy, "1");
    scene.unhealthy.add(failing);

    scene.managed = scene.sync(tidy, USUAL).inventory();
    assertThat(names(scene.managed)).containsExactly(failing);

    sync("2", tidy, USUAL);
    assertThat(names(scene.managed)).containsExactly("usual");
  }

  @Test
  void staysWhenDriftIsRevertedAndGoesWhenItLeavesTheSource() throws InterruptedException {
    sync("1", MIGRATE, USUAL);
    scene.run = new SyncRun("main@sha1:2222222", "2");
    SyncPlan afterDrift = scene.plan(MIGRATE, USUAL).withoutHooks();

    assertThat(scene.managed.entries())
        .filteredOn(entry -> entry.ref().kind().equals("Job"))
        .isNotEmpty()
        .allMatch(entry -> afterDrift.spares(entry.ref()));

    sync("3", USUAL);
    assertThat(names(scene.managed)).containsExactly("usual");
  }

  private String jobOf(KubeObject hook, String id) {
    scene.run = new SyncRun(scene.run.revision(), id);
    return scene.plan(hook).waves(SyncPhase.PRE_SYNC).getFirst().hooks().getFirst().ref().name();
  }

  /** The name of the job that is there afterwards; empty if there is none. */
  private String sync(String id, KubeObject... objects) throws InterruptedException {
    scene.run = new SyncRun(scene.run.revision(), id);
    SyncOutcome outcome = scene.sync(objects);
    assertThat(outcome).isInstanceOf(SyncOutcome.Synced.class);
    scene.managed = outcome.inventory();
    return names(scene.managed).stream()
        .filter(name -> name.startsWith("migrate-"))
        .findFirst()
        .orElse("");
  }
}
