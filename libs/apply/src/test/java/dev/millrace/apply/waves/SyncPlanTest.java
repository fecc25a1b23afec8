package dev.millrace.apply.waves;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.Objects;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.plan.Desired;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SyncPlanTest {

  @Test
  void ordersResourcesByWaveWithZeroForThoseThatNameNone() {
    SyncPlan plan =
        plan(
            argo(map("late"), "sync-wave", "5"),
            map("usual"),
            argo(map("early"), "sync-wave", "-3"),
            argo(map("odd"), "sync-wave", "soon"));

    assertThat(plan.waves(SyncPhase.SYNC)).extracting(Wave::number).containsExactly(-3, 0, 5);
    assertThat(plan.waves(SyncPhase.SYNC))
        .extracting(wave -> names(wave.resources()))
        .containsExactly(List.of("early"), List.of("usual", "odd"), List.of("late"));
    assertThat(plan.waves(SyncPhase.PRE_SYNC)).isEmpty();
  }

  @Test
  void runsAHookInEachPhaseThatItNamesAndInItsWave() {
    SyncPlan plan =
        plan(argo(argo(map("notify"), "hook", "PostSync, SyncFail"), "sync-wave", "2"), map("a"));

    assertThat(plan.waves(SyncPhase.POST_SYNC))
        .singleElement()
        .satisfies(
            wave -> {
              assertThat(wave.number()).isEqualTo(2);
              assertThat(wave.hooks()).extracting(hook -> hook.ref().name()).contains("notify");
            });
    assertThat(plan.waves(SyncPhase.SYNC_FAIL)).hasSize(1);
    assertThat(names(plan.resources())).containsExactly("a");
    assertThat(plan.isHook(map("notify").ref())).isTrue();
  }

  @Test
  void deletesHooksBeforeTheyAreMadeAgainUnlessTheySayOtherwise() {
    KubeObject hook = argo(map("migrate"), "hook", "PreSync");
    KubeObject tidy = argo(hook, "hook-delete-policy", "HookSucceeded,HookFailed");

    assertThat(deletion(hook)).containsExactly(HookDeletion.BEFORE_CREATION);
    assertThat(deletion(tidy))
        .containsExactlyInAnyOrder(HookDeletion.SUCCEEDED, HookDeletion.FAILED);
  }

  @Test
  void leavesOutWhatIsToBeSkippedAndTellsOfHooksThatNobodyRuns() {
    SyncPlan plan =
        plan(argo(map("skipped"), "hook", "Skip"), argo(map("bye"), "hook", "Sometimes"));

    assertThat(plan.resources()).isEmpty();
    assertThat(plan.spares(map("skipped").ref())).isTrue();
    assertThat(plan.objections())
        .containsExactly("ConfigMap/app/bye is not applied: hooks of type Sometimes are not run");
  }

  @Test
  void saysSyncOptionsInTheWordsOfFlux() {
    KubeObject kept = argo(map("data"), "sync-options", "ServerSideApply=true, Prune=false");
    KubeObject replaced = argo(map("seed"), "sync-options", "Replace=true");

    List<Desired> resources = plan(kept, replaced).resources();

    assertThat(resources.get(0).object().annotations())
        .containsEntry("kustomize.toolkit.fluxcd.io/prune", "disabled")
        .doesNotContainKey("kustomize.toolkit.fluxcd.io/force");
    assertThat(resources.get(1).object().annotations())
        .containsEntry("kustomize.toolkit.fluxcd.io/force", "enabled");
  }

  @Test
  void withoutHooksIsOneWaveThatStillSparesThem() {
    KubeObject hook = argo(map("migrate"), "hook", "PreSync");
    SyncPlan plan = plan(hook, argo(map("late"), "sync-wave", "5"), map("usual")).withoutHooks();

    assertThat(plan.waves(SyncPhase.PRE_SYNC)).isEmpty();
    assertThat(plan.waves(SyncPhase.SYNC))
        .singleElement()
        .satisfies(wave -> assertThat(names(wave.resources())).containsExactly("late", "usual"));
    assertThat(plan.spares(hook.ref())).isTrue();
  }

  static KubeObject argo(KubeObject object, String key, String value) {
    return object.with(value, "metadata", "annotations", "argocd.argoproj.io/" + key);
  }

  private static Set<HookDeletion> deletion(KubeObject hook) {
    return plan(hook).waves(SyncPhase.PRE_SYNC).getFirst().hooks().getFirst().deletion();
  }

  private static KubeObject map(String name) {
    return Objects.configMap(name, "1");
  }

  private static SyncPlan plan(KubeObject... objects) {
    return SyncPlan.of(Stream.of(objects).map(Desired::of).toList(), new SyncRun("sha256:0", ""));
  }

  private static List<String> names(List<Desired> objects) {
    return objects.stream().map(object -> object.ref().name()).toList();
  }
}
