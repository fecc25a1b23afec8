package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Values that come from a Secret show in no status and no event, whatever quotes them (row 49 of
 * SECURITY-CASES).
 */
@OnStage
class SecretValuesTest {
  private static final String SPEC =
      "valuesFrom: [{kind: Secret, name: db}]\nvalues: {host: db.example.com}\n";

  private Scene scene;

  @BeforeEach
  void makeASecret(Stage stage) {
    scene = stage.scene();
    scene.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: db}
        stringData: {values.yaml: "{password: hunter2 hunter2, host: db.example.com, port: 8080}"}
        """);
  }

  @AfterEach
  void showsNothingAnywhere() {
    assertThat(Serialization.asYaml(scene.get("app"))).doesNotContain("hunter2");
    assertThat(scene.told("app")).noneMatch(told -> told.contains("hunter2"));
    scene.patch("app", "{\"metadata\":{\"finalizers\":[]}}");
  }

  private Resource<HelmRelease> app() {
    return scene
        .client()
        .resources(HelmRelease.class)
        .inNamespace(scene.namespace())
        .withName("app");
  }

  @Test
  void inAnObjectThatTheServerRefuses() {
    chart(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: bad, labels: {password: {{ .Values.password | quote }}}}
        """);
    scene.release("app", SPEC);

    assertThat(scene.awaitExplanation("app", "ConfigMap/")).contains("bad", "\"***\"");
  }

  @Test
  void inWhatAChartSaysWhenItGivesUp() {
    chart("{{ fail (printf \"%s at %s:%v\" .Values.password .Values.host .Values.port) }}");
    scene.release("app", SPEC);

    assertThat(scene.awaitFailure("app", "InstallFailed").message())
        .contains("*** at db.example.com:8080");
  }

  @Test
  void inAValueThatTheSchemaRefuses() {
    scene.chart(
        "1.0.0",
        Charts.with(
            Charts.config(),
            "values.schema.json",
            "{\"properties\":{\"password\":{\"pattern\":\"^[A-Z]+$\"}}}"));
    scene.release("app", SPEC);

    assertThat(scene.awaitFailure("app", "InstallFailed").message())
        .contains("/password", "'***' does not match pattern");
  }

  @Test
  void inWhatAHookLogs() {
    chart(
        Charts.hook("migrate", "pre-install", false)
            .replace(
                "fake-kubelet/run-for",
                "fake-kubelet/log: {{ printf \"no access with %s\" .Values.password | quote }}\n"
                    + "        fake-kubelet/run-for"));
    scene.release("app", SPEC + Charts.TRIED_AGAIN_AND_AGAIN);

    assertThat(scene.awaitExplanation("app", "last log lines"))
        .contains("last log lines: no access with ***");
  }

  @Test
  void inWhatAHookLogsWhenItIsUninstalled() {
    chart(
        Charts.hook("farewell", "pre-delete", false)
            .replace(
                "fake-kubelet/run-for",
                "fake-kubelet/log: {{ printf \"no access with %s\" .Values.password | quote }}\n"
                    + "        fake-kubelet/run-for"));
    scene.release("app", SPEC);
    scene.awaitReady("app");
    scene.client().secrets().inNamespace(scene.namespace()).withName("db").delete();
    app().delete();

    assertThat(scene.awaitExplanation("app", "last log lines"))
        .contains("last log lines: no access with ***");
  }

  @Test
  void inAnObjectThatDrifted() {
    chart(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {url: "db://{{ .Values.password }}@{{ .Values.host }}"}
        """);
    scene.release("app", SPEC + "driftDetection: {mode: enabled}\n");
    scene.awaitReady("app");
    scene.apply(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {url: theirs}\n");

    scene.request("app");

    assertThat(scene.told("app")).anyMatch(told -> told.contains("/data/url"));
    assertThat(scene.configMap("settings"))
        .containsEntry("url", "db://hunter2 hunter2@db.example.com");
  }

  private void chart(String template) {
    scene.chart("1.0.0", Charts.of(Map.of("templates/a.yaml", template)));
  }
}
