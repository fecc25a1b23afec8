package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Condition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two objects that want one release: the later one has it, as with Flux, until the other runs. Both
 * say so, and neither takes away what the other has made.
 */
@OnStage
class SharedReleaseNameTest {
  private Scene scene;

  @BeforeEach
  void releaseTwice(Stage stage) {
    scene = stage.scene();
    scene.chart("1.0.0", Charts.config());
    scene.release("first", "releaseName: shared\nvalues: {color: green}");
    scene.awaitReady("first");
    scene.release("second", "releaseName: shared\nvalues: {color: red}");
    scene.awaitReady("second");
  }

  @Test
  void goesToWhoRunsLastAndSaysWhoElseWantsIt() {
    assertThat(scene.configMap("shared-settings")).containsEntry("color", "red");
    assertThat(scene.revisions("shared")).containsExactly("1 superseded", "2 deployed");
    assertThat(scene.told("second")).contains(takeOverFrom("first"));
    assertThat(ready("second")).endsWith("; but " + alsoWantedBy("first"));

    scene.request("first");
    assertThat(scene.configMap("shared-settings")).containsEntry("color", "green");
    assertThat(scene.revisions("shared"))
        .containsExactly("1 superseded", "2 superseded", "3 deployed");
    assertThat(scene.told("first")).contains(takeOverFrom("second"));
    assertThat(ready("first")).endsWith("; but " + alsoWantedBy("second"));
  }

  @Test
  void staysWithWhoHasItWhenTheOtherIsDeleted() {
    scene.delete("first");

    assertThat(scene.revisions("shared")).containsExactly("1 superseded", "2 deployed");
    assertThat(scene.configMap("shared-settings")).containsEntry("color", "red");
    assertThat(scene.told("first"))
        .contains(
            "ReleaseShared: Release %1$s/shared.v2 is not uninstalled: HelmRelease '%1$s/second'"
                    .formatted(scene.namespace())
                + " has taken it over");

    scene.request("second");
    assertThat(ready("second"))
        .isEqualTo(
            "Helm upgrade succeeded for release %s/shared.v2 with chart app@1.0.0"
                .formatted(scene.namespace()));
  }

  @Test
  void staysWithWhoHasItWhenTheOtherGetsAnotherName() {
    scene.release("first", "releaseName: own\nvalues: {color: green}");
    scene.awaitReady("first");

    assertThat(scene.revisions("shared")).containsExactly("1 superseded", "2 deployed");
    assertThat(scene.configMap("shared-settings")).containsEntry("color", "red");
    assertThat(scene.configMap("own-settings")).containsEntry("color", "green");
  }

  @Test
  void goesWithWhoHasItAndComesBackWithTheOther() {
    scene.delete("second");
    assertThat(scene.revisions("shared")).isEmpty();

    scene.request("first");

    scene.awaitReady("first");
    assertThat(scene.configMap("shared-settings")).containsEntry("color", "green");
    assertThat(ready("first")).doesNotContain("also wanted");
  }

  /** Nothing is undone as long as both want the same. */
  @Test
  void staysWithWhoTookItOverAsItWas() {
    scene.release("third", "releaseName: shared\nvalues: {color: red}");
    scene.awaitReady("third");
    assertThat(scene.revisions("shared")).containsExactly("1 superseded", "2 deployed");

    scene.delete("second");

    assertThat(scene.revisions("shared")).containsExactly("1 superseded", "2 deployed");
  }

  private String ready(String name) {
    return scene.condition(name, "Ready").map(Condition::message).orElse("");
  }

  private String takeOverFrom(String rival) {
    return "ReleaseShared: Taking over release %s/shared, but %s"
        .formatted(scene.namespace(), alsoWantedBy(rival));
  }

  private String alsoWantedBy(String rival) {
    return ("it is also wanted by HelmRelease '%s/%s': each undoes what the other did until one of"
            + " them gets another spec.releaseName or spec.storageNamespace, or is suspended")
        .formatted(scene.namespace(), rival);
  }
}
