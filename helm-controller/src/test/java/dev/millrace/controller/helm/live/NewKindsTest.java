package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds that the cluster gets while the controller runs. */
@OnStage
class NewKindsTest {
  private Scene scene;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
  }

  /** Whatever {@code persistentClient} says: new kinds are known as soon as the server has them. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void knowsTheKindsThatAChartDefinesAmongItsTemplates(boolean persistent) {
    String plural = persistent ? "gears" : "wheels";
    scene.chart(
        "1.0.0",
        Charts.with(
            Charts.with(
                Charts.config(),
                "templates/definition.yaml",
                Charts.definition(scene, plural, "made by a template")),
            "templates/hook.yaml",
            """
            apiVersion: %s.example.com/v1
            kind: X%s
            metadata:
              name: first
              annotations: {helm.sh/hook: "post-install,post-upgrade"}
            """
                .formatted(scene.namespace(), plural)));

    scene.release("app", "persistentClient: " + persistent);

    scene.awaitReady("app");
    assertThat(scene.find(scene.namespace() + ".example.com/v1", "X" + plural, "first"))
        .isPresent();
  }

  @Test
  void goesOnWhenSomebodyElseMakesTheKindThatTheClusterDidNotHave() {
    scene.chart(
        "late",
        "1.0.0",
        Charts.of(
            Map.of(
                "templates/widget.yaml",
                "apiVersion: %s.example.com/v1\nkind: Xwidgets\nmetadata: {name: a}\n"
                    .formatted(scene.namespace()))));
    scene.release(
        "late", "chartRef: {kind: HelmChart, name: late}\n" + Charts.TRIED_AGAIN_AND_AGAIN);
    assertThat(scene.awaitFailure("late", "InstallFailed").message())
        .contains("no matches for kind \"Xwidgets\"");

    scene.apply(Charts.definition(scene, "widgets", "made by kubectl"));

    scene.awaitReady("late");
  }
}
