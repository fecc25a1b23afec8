package dev.millrace.apply.waves;

import static dev.millrace.apply.waves.SyncPlanTest.argo;
import static dev.millrace.apply.waves.WaveScene.job;
import static dev.millrace.apply.waves.WaveScene.nameless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.Desired;
import org.junit.jupiter.api.Test;

class HookSeriesTest {
  private static final SyncRun RUN = new SyncRun("main@sha1:ABCDEF1234", "1");
  private static final KubeObject MIGRATE = nameless("migrate-", "PreSync");

  @Test
  void namesAHookAfterRevisionPhaseAndSync() {
    assertThat(name(MIGRATE, RUN)).matches("migrate-abcdef1-presync-[0-9a-f]{9}");
    assertThat(name(MIGRATE, new SyncRun("latest", "1"))).startsWith("migrate-latest-presync-");
    assertThat(name(MIGRATE, new SyncRun("sha256:", "1"))).startsWith("migrate-0-presync-");
  }

  @Test
  void makesTheSameNameAgainInTheSameSyncAndAnotherOneInAnother() {
    assertThat(name(MIGRATE, RUN)).isEqualTo(name(MIGRATE, RUN));
    assertThat(name(MIGRATE, RUN)).isNotEqualTo(name(MIGRATE, new SyncRun(RUN.revision(), "2")));
    assertThat(name(MIGRATE, RUN))
        .isNotEqualTo(name(nameless("migrate-", "PostSync").with("x", "spec"), RUN));
  }

  @Test
  void tellsHooksWithTheSameGenerateNameApart() {
    KubeObject other = argo(MIGRATE.without("metadata", "name"), "sync-wave", "2");
    KubeObject named =
        other.with(HookSeries.placeholder(other.tree()).orElseThrow(), "metadata", "name");

    assertThat(series(named).contains(ref(name(MIGRATE, RUN)))).isFalse();
  }

  @Test
  void knowsWhatOtherSyncsMade() {
    HookSeries series = series(MIGRATE);
    String name = name(MIGRATE, new SyncRun("other@sha1:7654321", "9"));

    assertThat(series.contains(ref(name))).isTrue();
    assertThat(series.contains(ref(name + "x"))).isFalse();
    assertThat(series.contains(ref("migrate-by-hand"))).isFalse();
    assertThat(series.contains(new ObjectRef("batch", "Job", "elsewhere", name))).isFalse();
    assertThat(series.contains(new ObjectRef("", "Pod", "app", name))).isFalse();
  }

  @Test
  void keepsWhatABuildPutsAroundTheName() {
    String built = "dev-" + MIGRATE.name() + "-eu";
    KubeObject renamed = MIGRATE.with(built, "metadata", "name");

    assertThat(name(renamed, RUN)).matches("dev-migrate-abcdef1-presync-[0-9a-f]{9}-eu");
    assertThat(series(renamed).contains(ref(name(renamed, RUN)))).isTrue();
  }

  @Test
  void cutsLongNamesToWhatALabelHolds() {
    KubeObject hook = nameless("m".repeat(80) + "-", "PostDelete");

    assertThat(name(hook, RUN)).hasSize(63).contains("abcdef1-postdelete-");
    assertThat(series(hook).contains(ref(name(hook, RUN)))).isTrue();
  }

  @Test
  void isOnlyForHooksThatHaveNoName() {
    KubeObject usual = job("").with("web-", "metadata", "generateName");

    assertThat(HookSeries.placeholder(usual.tree())).isEmpty();
    assertThat(HookSeries.placeholder(argo(job(""), "hook", "Sync").tree())).isEmpty();
    assertThat(HookSeries.placeholder(argo(usual, "hook", "Skip").tree())).isPresent();
    assertThat(HookSeries.all(Desired.of(argo(job("named"), "hook", "Sync")))).isEmpty();
  }

  private static ObjectRef ref(String name) {
    return new ObjectRef("batch", "Job", "app", name);
  }

  private static HookSeries series(KubeObject hook) {
    return HookSeries.of(Desired.of(hook), phase(hook)).orElseThrow();
  }

  private static SyncPhase phase(KubeObject hook) {
    return SyncPhase.named(hook.annotations().getOrDefault(SyncRole.HOOK, "")).orElseThrow();
  }

  private static String name(KubeObject hook, SyncRun run) {
    return series(hook).in(run).ref().name();
  }
}
