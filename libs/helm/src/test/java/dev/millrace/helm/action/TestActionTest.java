package dev.millrace.helm.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.helm.hook.HookPhase;
import dev.millrace.helm.release.Release;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Running the tests of a chart. */
class TestActionTest {
  private final ActionScene scene = new ActionScene();

  @Test
  void runsTestsAndRecordsTheirResults() throws Exception {
    scene.install("{}");
    Release tested = new TestAction(scene.context, TestAction.Options.defaults()).run("rel");
    assertThat(ActionScene.hookPhase(tested, "check")).isEqualTo(HookPhase.SUCCEEDED);
    scene.cluster.fail("hook Pod/check");
    assertThatThrownBy(
            () -> new TestAction(scene.context, TestAction.Options.defaults()).run("rel"))
        .hasMessage("no: hook Pod/check");
    assertThat(ActionScene.hookPhase(scene.history.last("rel").orElseThrow(), "check"))
        .isEqualTo(HookPhase.FAILED);
    var none = new TestAction.Options(Duration.ofSeconds(1), hook -> !hook.name().equals("check"));
    assertThat(new TestAction(scene.context, none).run("rel").hooks()).hasSize(2);
  }
}
