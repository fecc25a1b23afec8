package dev.millrace.helm.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.storage.RecordedRelease;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Upgrading a release. */
class UpgradeActionTest {
  private final ActionScene scene = new ActionScene();

  @Test
  void upgradesWhatChangedAndDeletesWhatIsGone() throws Exception {
    scene.install("{extra: true}");
    scene.cluster.clear();
    Release release = scene.upgrade("{text: new}", UpgradeAction.Options.defaults());
    assertThat(release.version()).isEqualTo(2);
    assertThat(scene.cluster.requests())
        .containsExactly(
            "create Job/migrate",
            "hook Job/migrate",
            "delete Job/migrate",
            "apply ConfigMap/cm",
            "delete Service/svc",
            "await 1");
    assertThat(scene.history.of("rel"))
        .extracting(RecordedRelease::status)
        .containsExactly(ReleaseStatus.SUPERSEDED, ReleaseStatus.DEPLOYED);
    assertThat(release.info().firstDeployed()).contains(ActionScene.CLOCK.instant());
  }

  @Test
  void keepsWhatOthersAddedInAThreeWayMerge() throws Exception {
    scene.install("{}", ApplyMethod.CLIENT_SIDE);
    Map<String, Object> live = scene.cluster.get(ActionScene.configMap()).orElseThrow();
    ActionScene.data(live).put("byOthers", "yes");
    ActionScene.data(live).put("text", "edited");
    scene.cluster.put(live);
    scene.upgrade("{text: new}", UpgradeAction.Options.defaults());
    assertThat(ActionScene.data(scene.cluster.get(ActionScene.configMap()).orElseThrow()))
        .containsEntry("byOthers", "yes")
        .containsEntry("text", "new")
        .containsEntry("by", "2");
    assertThat(scene.cluster.requests())
        .contains("patch ConfigMap/cm")
        .doesNotContain("apply ConfigMap/cm");
  }

  @Test
  void cleansUpAfterAFailedUpgrade() throws Exception {
    scene.install("{}");
    scene.cluster.fail("await 2");
    var options =
        new UpgradeAction.Options(
            ActionOptions.defaults(),
            ApplyChoice.AS_BEFORE,
            false,
            true,
            true,
            UpgradeAction.OldValues.FORGET);
    assertThatThrownBy(() -> scene.upgrade("{extra: true}", options)).hasMessage("no: await 2");
    assertThat(scene.cluster.requests()).contains("delete Service/svc");
    assertThat(scene.history.of("rel"))
        .extracting(RecordedRelease::status)
        .containsExactly(ReleaseStatus.DEPLOYED, ReleaseStatus.FAILED);
  }

  @Test
  void remembersValuesAsToldTo() throws Exception {
    scene.install("{text: one, extra: true}");
    assertThat(
            scene.upgrade("{}", ActionScene.with(UpgradeAction.OldValues.IF_NONE_GIVEN)).config())
        .containsEntry("text", "one");
    assertThat(
            scene.upgrade("{text: two}", ActionScene.with(UpgradeAction.OldValues.KEEP)).config())
        .containsEntry("text", "two")
        .containsEntry("extra", true);
    assertThat(
            scene
                .upgrade(
                    "{text: null}", ActionScene.with(UpgradeAction.OldValues.KEEP_ON_NEW_DEFAULTS))
                .manifest())
        .contains("text: \"default\"");
    assertThat(scene.upgrade("{}", ActionScene.with(UpgradeAction.OldValues.FORGET)).config())
        .isEmpty();
  }

  @Test
  void prunesTheOldestRevisions() throws Exception {
    scene.install("{}");
    for (int i = 0; i < 4; i++) {
      scene.upgrade(
          "{}",
          new UpgradeAction.Options(
              ActionOptions.defaults().withMaxHistory(3),
              ApplyChoice.AS_BEFORE,
              false,
              false,
              true,
              UpgradeAction.OldValues.FORGET));
    }
    assertThat(scene.history.of("rel"))
        .extracting(RecordedRelease::version)
        .containsExactly(3, 4, 5);
  }

  @Test
  void refusesToUpgradeWhileAnotherActionIsPendingUntilUnlocked() throws Exception {
    Release release = scene.install("{}");
    scene.history.update(release.with(ReleaseStatus.PENDING_UPGRADE, "Preparing upgrade"));
    assertThatThrownBy(() -> scene.upgrade("{}", UpgradeAction.Options.defaults()))
        .hasMessage("another operation (install/upgrade/rollback) is in progress");
    Release unlocked = new UnlockAction(scene.context).run("rel").orElseThrow();
    assertThat(unlocked.info().description())
        .isEqualTo("Release unlocked from stale 'pending-upgrade' state");
    assertThat(scene.upgrade("{}", UpgradeAction.Options.defaults()).version()).isEqualTo(2);
    assertThat(new UnlockAction(scene.context).run("rel")).isEmpty();
  }

  /** A server that applies needs no force, and what others own stays theirs. */
  @ParameterizedTest
  @CsvSource({"CLIENT_SIDE, replace ConfigMap/cm", "SERVER_SIDE, apply ConfigMap/cm"})
  void replacesObjectsByForceOnlyWhereItMergesThemItself(ApplyMethod method, String request)
      throws Exception {
    scene.install("{}", method);
    scene.cluster.clear();

    scene.upgrade(
        "{text: other}",
        new UpgradeAction.Options(
            ActionOptions.defaults(),
            ApplyChoice.AS_BEFORE,
            true,
            false,
            true,
            UpgradeAction.OldValues.FORGET));

    assertThat(scene.cluster.requests()).contains(request);
  }

  @Test
  void goesOnWithOtherObjectsAndTellsOfAllThatCouldNotBeChanged() throws Exception {
    scene.install("{extra: true}");
    scene.cluster.fail("apply ConfigMap/cm");

    assertThatThrownBy(() -> upgradeWithExtra()).hasMessage("no: apply ConfigMap/cm");
    assertThat(scene.cluster.requests()).endsWith("apply Service/svc");

    scene.cluster.fail("apply Service/svc");
    assertThatThrownBy(() -> upgradeWithExtra())
        .hasMessage("no: apply ConfigMap/cm && no: apply Service/svc");
  }

  @Test
  void stopsAtAnObjectThatCanNotBeMade() throws Exception {
    scene.install("{}");
    scene.cluster.clear();
    scene.cluster.fail("apply ConfigMap/cm");
    scene.cluster.fail("apply Service/svc");

    assertThatThrownBy(() -> upgradeWithExtra())
        .hasMessage("no: apply ConfigMap/cm && no: apply Service/svc");
  }

  private void upgradeWithExtra() throws Exception {
    scene.upgrade("{extra: true, text: other}", UpgradeAction.Options.defaults());
  }
}
