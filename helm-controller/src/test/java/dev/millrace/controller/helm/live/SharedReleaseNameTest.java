package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two objects that want one release: the later one has it, as with Flux, until the other runs. */
@OnStage
class SharedReleaseNameTest {
  @Test
  void goesToWhoRunsLast(Stage stage) {
    Scene scene = stage.scene();
    scene.chart("1.0.0", Charts.config());
    scene.release("first", "releaseName: shared\nvalues: {color: green}");
    scene.awaitReady("first");

    scene.release("second", "releaseName: shared\nvalues: {color: red}");
    scene.awaitReady("second");
    assertThat(scene.configMap("shared-settings")).containsEntry("color", "red");
    assertThat(scene.revisions("shared")).containsExactly("1 superseded", "2 deployed");

    scene.request("first");
    assertThat(scene.configMap("shared-settings")).containsEntry("color", "green");
    assertThat(scene.revisions("shared"))
        .containsExactly("1 superseded", "2 superseded", "3 deployed");

    scene.delete("second");
    scene.request("first");
    scene.awaitReady("first");
    assertThat(scene.configMap("shared-settings")).containsEntry("color", "green");
  }
}
