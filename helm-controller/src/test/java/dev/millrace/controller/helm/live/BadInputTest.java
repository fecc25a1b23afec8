package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is wrong is said with its place; what was released stays; others go on. Numbers are rows of
 * SECURITY-CASES.
 */
@OnStage
class BadInputTest {
  private Scene scene;

  @BeforeEach
  void releaseSomethingGood(Stage stage) {
    scene = stage.scene();
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "");
    scene.awaitReady("app");
  }

  @AfterEach
  void goodStays() {
    assertThat(scene.configMap("app-settings")).containsEntry("color", "blue");
    assertThat(scene.revisions("app")).contains("1 deployed");
    scene.chart("good", "1.0.0", Charts.config());
    scene.release("other", "chartRef: {kind: HelmChart, name: good}");
    scene.awaitReady("other");
  }

  @Test
  void namesTemplateAndLineOfAChartThatDoesNotRender() {
    scene.chart(
        "1.1.0",
        Charts.with(Charts.config(), "templates/bad.yaml", "a: b\nc: {{ fail \"no\" }}\n"));

    Condition ready = scene.awaitFailure("app", "UpgradeFailed");

    assertThat(ready.message()).contains("app/templates/bad.yaml:2").contains("no");
  }

  @Test
  void namesTheTemplateThatIsNoYaml() {
    scene.chart("1.1.0", Charts.with(Charts.config(), "templates/bad.yaml", "a: [\n"));

    assertThat(scene.awaitFailure("app", "UpgradeFailed").message()).contains("templates/bad.yaml");
  }

  @Test
  void saysThatTheRecordOfAReleaseIsTooLarge() {
    byte[] noise = new byte[1 << 20];
    new Random(1).nextBytes(noise);
    scene.chart(
        "1.1.0",
        Charts.with(Charts.config(), "files/noise.txt", Base64.getEncoder().encodeToString(noise)));

    assertThat(scene.awaitFailure("app", "UpgradeFailed").message())
        .contains("failed to create the release record '" + scene.namespace() + "/sh.helm.release")
        .contains("a Secret holds at most 1048576; leave files out of the chart");
  }

  @Test
  void saysThatTheChartIsMissing() {
    scene.release("app", "chartRef: {kind: HelmChart, name: gone}");

    assertThat(scene.awaitFailure("app", "ArtifactFailed").message())
        .isEqualTo(
            "could not get Source object: HelmChart '%s/gone' not found"
                .formatted(scene.namespace()));
    assertThat(scene.told("app")).noneMatch(told -> told.startsWith("ArtifactFailed"));
  }

  /** A source tells of its artifact before its server has it, or after it lost it. */
  @Test
  void waitsForAnArtifactThatIsNotThereYet() {
    scene
        .sources()
        .publish(
            "app",
            scene
                .find("source.toolkit.fluxcd.io/v1", "HelmChart", "app")
                .orElseThrow()
                .<String>get("status", "artifact", "url")
                .replace(".tgz", "-gone.tgz"),
            "1.1.0",
            "sha256:" + "0".repeat(64));

    assertThat(scene.awaitFailure("app", "ArtifactFailed").message())
        .startsWith("Source not ready: artifact not found");
    assertThat(scene.told("app")).noneMatch(told -> told.startsWith("ArtifactFailed"));
  }

  @Test
  void showsWhyTheChartIsNotReady() {
    scene
        .sources()
        .statusOfChart(
            "app",
            """
        {"status":{"observedGeneration":0,"conditions":[{"type":"Ready","status":"False",
         "reason":"InvalidChartReference","message":"no chart name found",
         "lastTransitionTime":"2026-01-01T00:00:00Z"}]}}
        """);

    assertThat(scene.awaitFailure("app", "SourceNotReady").message())
        .isEqualTo(
            "HelmChart '%s/app' is not ready: no chart name found".formatted(scene.namespace()));
  }

  @Test
  void refusesAChartWithAnotherDigest() {
    scene
        .sources()
        .publish(
            "app",
            scene
                .find("source.toolkit.fluxcd.io/v1", "HelmChart", "app")
                .orElseThrow()
                .get("status", "artifact", "url"),
            "1.1.0",
            "sha256:" + "0".repeat(64));

    assertThat(scene.awaitFailure("app", "ArtifactFailed").message()).contains("digest");
  }

  @Test
  void namesTheValueThatTheSchemaRefuses() {
    scene.chart(
        "1.1.0",
        Charts.with(
            Charts.config(),
            "values.schema.json",
            "{\"properties\":{\"color\":{\"type\":\"integer\"}}}"));

    assertThat(scene.awaitFailure("app", "UpgradeFailed").message())
        .contains("/color")
        .contains("integer");
  }

  @Test
  void namesTheReferenceThatLeadsNowhere() {
    scene.release("app", "valuesFrom: [{kind: Secret, name: gone}]");

    assertThat(scene.awaitFailure("app", "ValuesError").message())
        .isEqualTo(
            "could not resolve Secret chart values reference '%s/gone' with key 'values.yaml':"
                    .formatted(scene.namespace())
                + " resource not found");
  }

  @Test
  void row45ReadsNoValuesOfAnotherNamespace() {
    scene.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: elsewhere, namespace: default}
        stringData: {values.yaml: "color: red"}
        """);

    scene.release("app", "valuesFrom: [{kind: Secret, name: elsewhere}]");

    scene.awaitFailure("app", "ValuesError");
  }

  @Test
  void row49KeepsSecretValuesOutOfMessages() {
    scene.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: broken}
        stringData: {values.yaml: "password: [hunter2"}
        """);

    scene.release("app", "valuesFrom: [{kind: Secret, name: broken}]");

    assertThat(scene.awaitFailure("app", "ValuesError").message()).doesNotContain("hunter2");
    assertThat(scene.told("app")).noneMatch(told -> told.contains("hunter2"));
  }

  @Test
  void row49ShowsNoValuesOfSecretsInStatusAndEvents() {
    scene.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: color}
        stringData: {values.yaml: "color: hunter2"}
        """);
    scene.chart("secretive", "1.0.0", Charts.config());

    scene.release(
        "secretive",
        "chartRef: {kind: HelmChart, name: secretive}\nvaluesFrom: [{kind: Secret, name: color}]");
    scene.awaitReady("secretive");

    assertThat(scene.configMap("secretive-settings")).containsEntry("color", "hunter2");
    assertThat(Serialization.asYaml(scene.get("secretive"))).doesNotContain("hunter2");
    assertThat(scene.told("secretive")).noneMatch(told -> told.contains("hunter2"));
  }

  @Test
  void row28ShowsNothingOfASecretThatTheServerRefuses() {
    scene.chart(
        "1.1.0",
        Charts.with(
            Charts.config(),
            "templates/bad.yaml",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: bad}\n"
                + "data: {password: \"hunter2 hunter2\"}\n"));

    assertThat(scene.awaitFailure("app", "UpgradeFailed").message())
        .contains("bad")
        .doesNotContain("hunter2");
    assertThat(scene.told("app")).noneMatch(told -> told.contains("hunter2"));
  }

  @Test
  void row49ShowsNothingThatAChartLookedUpInASecret() {
    scene.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: db}
        stringData: {password: "hunter2 hunter2"}
        """);
    String password = "(lookup \"v1\" \"Secret\" .Release.Namespace \"db\").data.password | b64dec";
    scene.chart(
        "1.1.0",
        Charts.with(
            Charts.config(),
            "templates/bad.yaml",
            "apiVersion: v1\nkind: ConfigMap\n"
                + "metadata: {name: bad, labels: {password: {{ %s | quote }}}}\n"
                    .formatted(password)));

    assertThat(scene.awaitFailure("app", "UpgradeFailed").message())
        .contains("ConfigMap/" + scene.namespace() + "/bad")
        .contains("***")
        .doesNotContain("hunter2");

    scene.chart(
        "1.2.0",
        Charts.with(Charts.config(), "templates/bad.yaml", "{{ fail (%s) }}".formatted(password)));
    scene.await(
        "app",
        release ->
            Scene.ready(release).filter(ready -> ready.message().contains("1.2.0")).isPresent());

    assertThat(scene.condition("app", "Ready").orElseThrow().message())
        .contains("templates/bad.yaml:1")
        .doesNotContain("hunter2");
    assertThat(scene.told("app")).noneMatch(told -> told.contains("hunter2"));
  }

  @Test
  void row48SetsNoPodSecurityOnANamespaceForATenant() {
    scene.makeTenant("tenant");
    scene.chart(
        "bad",
        "1.0.0",
        Charts.of(
            Map.of(
                "templates/namespace.yaml",
                "apiVersion: v1\nkind: Namespace\nmetadata: {name: {{ .Release.Namespace }}}\n")));

    scene.release(
        "evil",
        """
        serviceAccountName: tenant
        chartRef: {kind: HelmChart, name: bad}
        commonMetadata: {labels: {pod-security.kubernetes.io/enforce: privileged}}
        """);

    assertThat(scene.awaitFailure("evil", "InstallFailed").message()).contains("forbidden");
    assertThat(
            scene.client().namespaces().withName(scene.namespace()).get().getMetadata().getLabels())
        .doesNotContainKey("pod-security.kubernetes.io/enforce");
  }

  @Test
  void namesTheObjectThatTheServerRefuses() {
    scene.chart(
        "1.1.0",
        Charts.with(
            Charts.config(),
            "templates/bad.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: Not_A_Name}\n"));

    assertThat(scene.awaitFailure("app", "UpgradeFailed").message()).contains("Not_A_Name");
  }

  @Test
  void namesAFieldThatTheKindDoesNotHave() {
    scene.chart("1.1.0", Charts.with(Charts.web(), "templates/web.yaml", misspelt()));
    scene.release("app", "upgrade: {serverSideApply: disabled}");

    assertThat(scene.awaitFailure("app", "UpgradeFailed").message())
        .contains("replica")
        .contains("unknown field");
  }

  @Test
  void letsTheServerDropUnknownFieldsWhenAskedTo() {
    scene.chart("misspelt", "1.0.0", Charts.of(Map.of("templates/web.yaml", misspelt())));
    scene.release(
        "lenient",
        """
        chartRef: {kind: HelmChart, name: misspelt}
        install: {serverSideApply: false, disableOpenAPIValidation: true}
        """);

    scene.awaitReady("lenient");
  }

  private static String misspelt() {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: misspelt}
    spec:
      replica: 3
      selector: {matchLabels: {app: misspelt}}
      template:
        metadata:
          labels: {app: misspelt}
          annotations: {fake-kubelet/ready: "true"}
        spec:
          containers: [{name: web, image: example.com/web}]
    """;
  }

  @Test
  void namesAKindThatTheClusterDoesNotHave() {
    scene.chart(
        "1.1.0",
        Charts.with(
            Charts.config(),
            "templates/bad.yaml",
            "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\n"));

    assertThat(scene.awaitFailure("app", "UpgradeFailed").message())
        .contains("no matches for kind \"Widget\"");
  }

  @Test
  void releasesNothingAsAServiceAccountThatDoesNotExist() {
    scene.release("app", "serviceAccountName: nobody\nvalues: {color: red}");

    assertThat(scene.awaitFailure("app", "StateError").message())
        .contains("system:serviceaccount:" + scene.namespace() + ":nobody")
        .contains("forbidden");
  }

  @Test
  void row48ReleasesNothingIntoANamespaceThatTheTenantMayNotUse() {
    scene.makeTenant("tenant");
    scene.chart("bad", "1.0.0", Charts.config());
    scene.release(
        "evil",
        "serviceAccountName: tenant\n"
            + "chartRef: {kind: HelmChart, name: bad}\n"
            + "targetNamespace: kube-system");

    assertThat(scene.awaitFailure("evil", "InstallFailed").message())
        .contains("forbidden")
        .contains("kube-system");
  }

  @Test
  void stallsOnAnExpressionThatMakesNoSense() {
    scene.release(
        "app",
        """
        healthCheckExprs:
        - {apiVersion: example.com/v1, kind: Widget, current: "status.(("}
        """);

    scene.awaitStalled("app", "InvalidCELExpression");
  }

  @Test
  void row17EndsAnEndlessTemplateSoon() {
    scene.chart(
        "1.1.0",
        Charts.with(
            Charts.config(),
            "templates/bad.yaml",
            "{{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}"));

    scene.awaitFailure("app", "UpgradeFailed");
  }

  @Test
  void row59RefusesAValuePathThatWouldTakeAllMemory() {
    scene.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: one}
        data: {one: "1"}
        """);

    scene.release(
        "app",
        "valuesFrom: [{kind: ConfigMap, name: one, valuesKey: one, targetPath: 'a[99999]'}]");

    scene.awaitFailure("app", "ValuesError");
  }
}
