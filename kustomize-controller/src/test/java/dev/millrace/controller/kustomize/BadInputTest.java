package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Condition;
import dev.millrace.controller.kustomize.stage.ArtifactServer;
import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong is said with its place; what was applied stays; others go on. */
@OnStage
class BadInputTest {
  private static final String GOOD = Manifests.configMap("settings", "color: blue");

  private Scene scene;
  private ArtifactServer.Served good;

  @BeforeEach
  void applySomethingGood(Stage stage) {
    scene = stage.scene();
    good = scene.commit("shop", Map.of("map.yaml", GOOD));
    scene.kustomization("app", "prune: true\ntargetNamespace: " + scene.namespace());
    scene.awaitReady("app");
  }

  @Test
  void namesFileAndLineOfBrokenYaml() {
    Condition ready = commitBad(Map.of("map.yaml", GOOD, "web.yaml", "a: b\nkind: [\n"));

    assertThat(ready.message()).contains("web.yaml:").doesNotContain("Exception");
    assertGoodStays();
  }

  @Test
  void namesAnUnknownFieldOfABase() {
    Condition ready =
        commitBad(
            Map.of(
                "kustomization.yaml", "resources: [base]",
                "base/map.yaml", GOOD,
                "base/kustomization.yaml", "resources: [map.yaml]\nresource: [x]\n"));

    assertThat(ready.message()).contains("base/kustomization.yaml").contains("resource");
    assertGoodStays();
  }

  @Test
  void namesTheFileOfAFieldThatTheServerRefuses() {
    scene.commit("shop", Map.of("map.yaml", GOOD, "web.yaml", deploymentWithoutImage()));

    Condition ready = scene.awaitFailure("app", "ReconciliationFailed");

    assertThat(ready.message()).contains("Deployment/" + scene.namespace() + "/web");
    assertThat(ready.message()).contains("web.yaml:1").contains("image");
    assertGoodStays();
  }

  @Test
  void showsTheCircleOfBases() {
    Condition ready =
        commitBad(
            Map.of(
                "kustomization.yaml", "resources: [a]",
                "a/kustomization.yaml", "resources: [../b]",
                "b/kustomization.yaml", "resources: [../a]"));

    assertThat(ready.message()).containsIgnoringCase("cycle");
    assertGoodStays();
  }

  @Test
  void refusesFilesOutsideOfTheArtifact() {
    Condition ready =
        commitBad(Map.of("kustomization.yaml", "resources: [../../../../etc/passwd]"));

    assertThat(ready.message()).contains("etc/passwd").contains("kustomization.yaml");
    assertGoodStays();
  }

  @Test
  void saysThatTheFolderIsMissing() {
    scene.kustomization(
        "app", "prune: true\npath: ./missing\ntargetNamespace: " + scene.namespace());

    Condition ready = scene.awaitFailure("app", "ArtifactFailed");

    assertThat(ready.message()).contains("kustomization path not found").contains("./missing");
    assertGoodStays();
  }

  @Test
  void saysThatTheSourceIsMissing() {
    scene.kustomization(
        "app",
        "prune: true\nsourceRef: {kind: GitRepository, name: gone}\ntargetNamespace: "
            + scene.namespace());

    Condition ready = scene.awaitFailure("app", "ArtifactFailed");

    assertThat(ready.message()).contains("GitRepository/" + scene.namespace() + "/gone");
    assertGoodStays();
  }

  @Test
  void alarmsNobodyAboutASourceThatIsMadeLaterOrIsNotFetchedYet() {
    scene.kustomization(
        "early",
        "prune: true\nretryInterval: 1s\nsourceRef: {kind: GitRepository, name: late}\n"
            + "targetNamespace: "
            + scene.namespace());
    scene.awaitFailure("early", "ArtifactFailed");
    scene.publish("late", new ArtifactServer.Served(good.url() + ".missing", good.digest()));
    scene.await(
        "early",
        ks -> ks.status().conditions().stream().anyMatch(c -> c.message().contains("missing")));

    scene.publish("late", good);
    scene.awaitReady("early");

    scene.awaitEvent("early", "Reconciliation finished");
    assertThat(scene.events("early")).noneMatch(event -> event.getType().equals("Warning"));
  }

  @Test
  void refusesAnArtifactWithAnotherDigest() {
    ArtifactServer.Served tampered =
        new ArtifactServer.Served(good.url(), "sha256:" + "0".repeat(64));
    scene.publish("shop", tampered);

    Condition ready = scene.awaitFailure("app", "ArtifactFailed");

    assertThat(ready.message()).contains("digest");
    assertGoodStays();
  }

  @Test
  void waitsForAnArtifactThatTheServerDoesNotHaveYet() {
    ArtifactServer.Served absent =
        new ArtifactServer.Served(good.url() + ".missing", "sha256:" + "1".repeat(64));
    scene.publish("shop", absent);

    Condition ready = scene.awaitFailure("app", "ArtifactFailed");

    assertThat(ready.message()).contains("not found");
    assertGoodStays();
  }

  @Test
  void refusesAnArtifactThatIsNoArchive() {
    scene.publish("shop", scene.serve("no archive".getBytes(StandardCharsets.UTF_8)));

    scene.awaitFailure("app", "ArtifactFailed");

    assertGoodStays();
  }

  @Test
  void appliesNothingAsAServiceAccountThatDoesNotExist() {
    scene.kustomization(
        "app", "prune: true\nserviceAccountName: nobody\ntargetNamespace: " + scene.namespace());

    Condition ready = scene.awaitFailure("app", "ReconciliationFailed");

    assertThat(ready.message())
        .contains("system:serviceaccount:" + scene.namespace() + ":nobody")
        .contains("forbidden");
    assertGoodStays();
  }

  @Test
  void appliesNothingIntoANamespaceThatTheTenantMayNotUse() {
    scene.makeTenant("tenant");
    scene.kustomization(
        "app", "prune: true\nserviceAccountName: tenant\ntargetNamespace: kube-system");

    Condition ready = scene.awaitFailure("app", "ReconciliationFailed");

    assertThat(ready.message()).contains("ConfigMap/kube-system/settings").contains("forbidden");
    assertThat(scene.client().configMaps().inNamespace("kube-system").withName("settings").get())
        .isNull();
    assertGoodStays();
  }

  @Test
  void namesAllObjectsThatTheServerRefuses() {
    scene.commit(
        "shop",
        Map.of(
            "one.yaml", Manifests.configMap("Not_A_Name", "a: b"),
            "two.yaml", Manifests.configMap("nor-this-", "a: b")));

    Condition ready = scene.awaitFailure("app", "ReconciliationFailed");

    assertThat(ready.message()).contains("Not_A_Name", "one.yaml:1", "nor-this-", "two.yaml:1");
    assertGoodStays();
  }

  @Test
  void stallsOnAnExpressionThatMakesNoSense() {
    scene.kustomization(
        "app",
        """
        prune: true
        targetNamespace: NAMESPACE
        healthCheckExprs:
        - {apiVersion: example.com/v1, kind: Widget, current: "status.(("}
        """);

    scene.awaitFailure("app", "InvalidCELExpression");

    assertThat(scene.condition("app", "Stalled")).map(Condition::holds).contains(true);
    assertGoodStays();
  }

  private Condition commitBad(Map<String, String> files) {
    scene.commit("shop", files);
    return scene.awaitFailure("app", "BuildFailed");
  }

  /** The applied object stays, in the inventory too, and another object is reconciled. */
  private void assertGoodStays() {
    assertThat(scene.configMap("settings")).containsEntry("color", "blue");
    assertThat(scene.inventory("app")).hasSize(1);
    scene.commit("other", Map.of("map.yaml", Manifests.configMap("other", "a: b")));
    scene.kustomization(
        "other",
        "prune: true\nsourceRef: {kind: GitRepository, name: other}\ntargetNamespace: "
            + scene.namespace());
    scene.awaitReady("other");
  }

  private static String deploymentWithoutImage() {
    return Manifests.deployment("web", "").replace("image: example.com/web:1", "tty: true");
  }
}
