package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a spec may switch on, off or over. */
@OnStage
class SwitchesTest {
  private Scene scene;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
  }

  @Test
  void checksNoSchemaWhenAskedNotTo() {
    scene.chart(
        "1.0.0",
        Charts.with(
            Charts.config(),
            "values.schema.json",
            "{\"properties\":{\"color\":{\"type\":\"integer\"}}}"));

    scene.release("app", "install: {disableSchemaValidation: true}");

    scene.awaitReady("app");
  }

  @Test
  void checksNothingOfAnUpgradeWhenAskedNotTo() {
    scene.chart("1.0.0", Charts.web());
    scene.release("app", "");
    scene.awaitReady("app");
    scene.chart(
        "1.1.0",
        Charts.with(
            Charts.with(
                Charts.config(),
                "values.schema.json",
                "{\"properties\":{\"color\":{\"type\":\"integer\"}}}"),
            "templates/misspelt.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: misspelt}\ndatum: {a: b}\n"));

    scene.release(
        "app",
        """
        upgrade:
          serverSideApply: disabled
          disableSchemaValidation: true
          disableOpenAPIValidation: true
        """);

    scene.awaitRevision("app", 2);
  }

  /** As releases of Helm 3 are taken to server-side apply. */
  @Test
  void removesWhatItMergedBeforeTheServerApplied() {
    scene.chart(
        "1.0.0",
        Charts.with(
            Charts.config(),
            "templates/config.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: app-settings}
            data:
              color: blue
              {{- if .Values.size }}
              size: {{ .Values.size }}
              {{- end }}
            """));
    scene.release("app", "install: {serverSideApply: false}\nvalues: {size: small}");
    scene.awaitReady("app");

    scene.release("app", "upgrade: {serverSideApply: enabled}");
    scene.awaitRevision("app", 2);

    assertThat(scene.configMap("app-settings")).containsOnlyKeys("color");
  }

  @Test
  void keepsValuesOfEarlierRevisionsWhenAskedTo() {
    scene.chart("1.0.0", ofTwoValues());
    scene.release("app", "values: {color: red}");
    scene.awaitReady("app");

    scene.release("app", "upgrade: {preserveValues: true}\nvalues: {size: small}");
    scene.awaitRevision("app", 2);

    assertThat(scene.configMap("app-settings"))
        .containsEntry("color", "red")
        .containsEntry("size", "small");
  }

  @Test
  void waitsForWhatTheUsersRulesSay() {
    scene.chart("1.0.0", Charts.config());
    String rule =
        """
        timeout: 2s
        healthCheckExprs:
        - {apiVersion: v1, kind: ConfigMap, current: "data.color == 'red'"}
        """;
    scene.release("good", rule + "values: {color: red}");
    scene.release("bad", rule + "values: {color: green}");

    scene.awaitReady("good");
    assertThat(scene.awaitFailure("bad", "InstallFailed").message())
        .contains("ConfigMap/" + scene.namespace() + "/bad-settings");
  }

  /** Helm 3 looked at no object of a kind that it did not know. */
  @Test
  void waitsAsHelm3DidWhenAskedTo() {
    scene.chart("1.0.0", Charts.config());

    scene.release(
        "app",
        """
        timeout: 2s
        waitStrategy: {name: legacy}
        healthCheckExprs:
        - {apiVersion: v1, kind: ConfigMap, current: "data.color == 'nothing'"}
        """);

    scene.awaitReady("app");
  }

  @Test
  void waitsUntilADependencyIsAsItsExpressionSays() {
    scene.chart("1.0.0", Charts.config());
    scene.release("base", "");
    scene.awaitReady("base");
    scene.release(
        "app", "dependsOn: [{name: base, readyExpr: \"dep.status.history[0].version == 2\"}]");
    scene.awaitFailure("app", "DependencyNotReady");

    scene.release("base", "values: {color: red}");

    scene.awaitReady("app");
  }

  private static Map<String, String> ofTwoValues() {
    return Charts.of(
        Map.of(
            "templates/config.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: {{ .Release.Name }}-settings}
            data:
              color: {{ .Values.color | default "none" }}
              size: {{ .Values.size | default "none" }}
            """));
  }
}
