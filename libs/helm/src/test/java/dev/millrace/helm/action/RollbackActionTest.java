package dev.millrace.helm.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.storage.RecordedRelease;
import org.junit.jupiter.api.Test;

/** Going back to an earlier revision. */
class RollbackActionTest {
  private final ActionScene scene = new ActionScene();

  @Test
  void rollsBackToAnEarlierRevision() throws Exception {
    scene.install("{text: one}");
    scene.upgrade("{text: two, extra: true}", UpgradeAction.Options.defaults());
    Release release =
        new RollbackAction(scene.context, RollbackAction.Options.defaults()).run("rel", 0);
    assertThat(release.version()).isEqualTo(3);
    assertThat(release.info().description()).isEqualTo("Rollback to 1");
    assertThat(ActionScene.data(scene.cluster.get(ActionScene.configMap()).orElseThrow()))
        .containsEntry("text", "one");
    assertThat(scene.cluster.requests()).contains("delete Service/svc");
    assertThat(scene.history.of("rel"))
        .extracting(RecordedRelease::status)
        .containsExactly(
            ReleaseStatus.SUPERSEDED, ReleaseStatus.SUPERSEDED, ReleaseStatus.DEPLOYED);
    assertThatThrownBy(
            () ->
                new RollbackAction(scene.context, RollbackAction.Options.defaults()).run("rel", 9))
        .hasMessage("release has no 9 version");
  }
}
