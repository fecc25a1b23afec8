package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes by others are seen by a watch and taken back at once; nothing else starts a run. */
@OnStage
class DriftTest {
  private Scene scene;

  @BeforeEach
  void apply(Stage stage) {
    scene = stage.scene();
    scene.commit(
        "shop",
        Map.of(
            "map.yaml", Manifests.configMap("settings", "color: blue"),
            "secret.yaml", secret()));
    scene.kustomization("app", "prune: true\ntargetNamespace: " + scene.namespace());
    scene.awaitReady("app");
  }

  @Test
  void revertsAChangedFieldAndNamesItsValuesAndAuthor() {
    change("v1", "ConfigMap", "settings", "{\"data\":{\"color\":\"red\"}}", "intruder");

    scene.until(
        "the field is reverted", () -> "blue".equals(scene.configMap("settings").get("color")));

    assertThat(scene.awaitEvent("app", "drifted and is reverted").getMessage())
        .isEqualTo(
            "ConfigMap/%s/settings drifted and is reverted:".formatted(scene.namespace())
                + " /data/color changed from 'blue' to 'red' by intruder");
    scene.awaitEvent("app", "ConfigMap/" + scene.namespace() + "/settings configured");
  }

  @Test
  void makesADeletedObjectAgain() {
    scene.client().configMaps().inNamespace(scene.namespace()).withName("settings").delete();

    scene.until("the object is back", () -> scene.configMap("settings").containsKey("color"));

    scene.awaitEvent(
        "app", "ConfigMap/" + scene.namespace() + "/settings was deleted and is applied again");
  }

  @Test
  void masksTheValuesOfSecrets() {
    change("v1", "Secret", "login", "{\"stringData\":{\"password\":\"cannary\"}}", "intruder");

    scene.until(
        "the Secret is reverted",
        () ->
            "aHVudGVyMg=="
                .equals(
                    scene
                        .client()
                        .secrets()
                        .inNamespace(scene.namespace())
                        .withName("login")
                        .get()
                        .getData()
                        .get("password")));

    String message = scene.awaitEvent("app", "drifted and is reverted").getMessage();
    assertThat(message)
        .contains("/data/password")
        .doesNotContain("hunter2", "cannary", "aHVudGVyMg==", "Y2FubmFyeQ==");
  }

  @Test
  void leavesFieldsThatItDoesNotApply() {
    change("v1", "ConfigMap", "settings", "{\"data\":{\"other\":\"value\"}}", "intruder");

    scene.request("app");

    assertThat(scene.configMap("settings")).containsEntry("other", "value");
    assertThat(scene.events("app")).noneMatch(event -> event.getMessage().contains("drifted"));
  }

  @Test
  void slowsDownWhenSomebodyRevertsEveryRevert() {
    for (int i = 1; i <= 3; i++) {
      change("v1", "ConfigMap", "settings", "{\"data\":{\"color\":\"red" + i + "\"}}", "quarreler");
      scene.until(
          "the field is reverted", () -> "blue".equals(scene.configMap("settings").get("color")));
    }

    assertThat(scene.awaitEvent("app", "'red3' by quarreler").getMessage())
        .contains("3 times lately", "the next one waits 10s", "spec.ignore");
  }

  @Test
  void takesBackWhatKubectlAppliesEachTime() {
    for (String color : List.of("red", "green")) {
      change(
          "v1",
          "ConfigMap",
          "settings",
          """
          {"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{}"}},
           "data":{"color":"%s","more":"theirs"}}
          """
              .formatted(color),
          "kubectl-client-side-apply");

      scene.until(
          color + " is taken back",
          () -> scene.configMap("settings").equals(Map.of("color", "blue")));
      scene.awaitSettled("app");
    }
  }

  /** From the fourth time on the answer comes late enough for somebody to undo it himself. */
  @Test
  void goesOnAfterDriftThatSomebodyUndidHimself() {
    for (int i = 1; i <= 3; i++) {
      edit("{\"data\":{\"more\":\"theirs\"}}");
      scene.until("it is reverted", () -> !scene.configMap("settings").containsKey("more"));
      scene.awaitSettled("app");
    }
    int runs = scene.runs("app");
    edit("{\"data\":{\"more\":\"theirs\"}}");
    edit("{\"data\":{\"more\":null}}");
    scene.until("the answer came", () -> scene.runs("app") > runs);

    change("v1", "ConfigMap", "settings", "{\"data\":{\"color\":\"red\"}}", "intruder");

    scene.until(
        "the field is reverted", () -> "blue".equals(scene.configMap("settings").get("color")));
  }

  @Test
  void takesBackAfterwardsWhatOthersChangedWhileItWasSuspended() {
    changeWhileSuspended("red");
    assertThat(scene.configMap("settings")).containsEntry("color", "red");
    assertThat(scene.events("app")).noneMatch(event -> event.getMessage().contains("drifted"));

    resume();

    assertThat(scene.configMap("settings")).containsEntry("color", "blue");
    scene.awaitEvent("app", "/data/color changed from 'blue' to 'red' by intruder");
  }

  /** What comes last is told last. */
  @Test
  void tellsOfNoRevertOfWhatOthersUndidWhileItWasSuspended() {
    changeWhileSuspended("red");
    change("v1", "ConfigMap", "settings", "{\"data\":{\"color\":\"blue\"}}", "penitent");

    resume();
    scene.client().configMaps().inNamespace(scene.namespace()).withName("settings").delete();

    scene.awaitEvent("app", "was deleted and is applied again");
    assertThat(scene.events("app")).noneMatch(event -> event.getMessage().contains("drifted"));
  }

  private void changeWhileSuspended(String color) {
    scene.suspend("app");
    int runs = scene.runs("app");
    change(
        "v1",
        "ConfigMap",
        "settings",
        "{\"data\":{\"color\":\"%s\"}}".formatted(color),
        "intruder");
    scene.until("the drift is noticed", () -> scene.runs("app") > runs);
  }

  private void resume() {
    scene.patch("app", "{\"spec\":{\"suspend\":false}}");
    scene.awaitReady("app");
    scene.awaitSettled("app");
  }

  private void edit(String patch) {
    change("v1", "ConfigMap", "settings", patch, "kubectl-edit");
  }

  private void change(String apiVersion, String kind, String name, String patch, String manager) {
    scene
        .client()
        .genericKubernetesResources(apiVersion, kind)
        .inNamespace(scene.namespace())
        .withName(name)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(manager)
                .build(),
            patch);
  }

  private static String secret() {
    return """
    apiVersion: v1
    kind: Secret
    metadata:
      name: login
    stringData:
      password: hunter2
    """;
  }
}
