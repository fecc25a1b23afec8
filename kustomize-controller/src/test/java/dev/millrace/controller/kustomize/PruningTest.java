package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is deleted when it is built no longer, and when its Kustomization is deleted. */
@OnStage
class PruningTest {
  private static final String KEEP = Manifests.configMap("keep", "a: b");

  private Scene scene;
  private String spec;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
    spec = "targetNamespace: " + scene.namespace() + "\nprune: ";
  }

  @Test
  void deletesWhatIsBuiltNoLonger() {
    applyTwo(spec + "true");

    scene.awaitApplied("app", scene.commit("shop", Map.of("keep.yaml", KEEP)));

    assertThat(scene.configMap("gone")).isEmpty();
    assertThat(scene.configMap("keep")).isNotEmpty();
    assertThat(scene.inventory("app")).containsExactly(scene.namespace() + "_keep__ConfigMap");
    scene.awaitEvent("app", "ConfigMap/" + scene.namespace() + "/gone deleted");
  }

  @Test
  void keepsWhatIsBuiltNoLongerWithoutPrune() {
    applyTwo(spec + "false");

    scene.awaitApplied("app", scene.commit("shop", Map.of("keep.yaml", KEEP)));

    assertThat(scene.configMap("gone")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kustomize.toolkit.fluxcd.io/prune: disabled",
        "kustomize.toolkit.fluxcd.io/prune: Disabled",
        "kustomize.toolkit.fluxcd.io/reconcile: disabled",
        "kustomize.toolkit.fluxcd.io/ssa: Ignore"
      })
  void keepsObjectsThatAskForIt(String annotation) {
    applyTwo(spec + "true");
    scene
        .client()
        .configMaps()
        .inNamespace(scene.namespace())
        .withName("gone")
        .edit(
            map -> {
              int colon = annotation.indexOf(": ");
              map.getMetadata()
                  .setAnnotations(
                      Map.of(annotation.substring(0, colon), annotation.substring(colon + 2)));
              return map;
            });

    scene.awaitApplied("app", scene.commit("shop", Map.of("keep.yaml", KEEP)));

    assertThat(scene.configMap("gone")).isNotEmpty();
  }

  @Test
  void keepsObjectsThatBelongToSomebodyElseByNow() {
    applyTwo(spec + "true");
    scene.suspend("app");
    scene.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: gone
          namespace: NAMESPACE
          labels:
            kustomize.toolkit.fluxcd.io/name: other
            kustomize.toolkit.fluxcd.io/namespace: NAMESPACE
        """);

    scene.commit("shop", Map.of("keep.yaml", KEEP));
    scene.patch("app", "{\"spec\":{\"suspend\":false}}");
    scene.until("gone is out of the inventory", () -> scene.inventory("app").size() == 1);

    assertThat(scene.find("v1", "ConfigMap", "gone")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "MirrorPrune, true, false",
    "MirrorPrune, false, true",
    "Delete, false, false",
    "WaitForTermination, false, false",
    "Orphan, true, true"
  })
  void doesWithItsObjectsWhatTheDeletionPolicySays(String policy, boolean prune, boolean stays) {
    applyTwo(spec + prune + "\ndeletionPolicy: " + policy);

    scene.delete("app");
    scene.until("the Kustomization is gone", () -> scene.isGone("app"));

    assertThat(scene.find("v1", "ConfigMap", "keep").isPresent()).isEqualTo(stays);
  }

  @Test
  void deletesNothingWhenSuspended() {
    applyTwo(spec + "true");
    scene.suspend("app");

    scene.delete("app");
    scene.until("the Kustomization is gone", () -> scene.isGone("app"));

    assertThat(scene.find("v1", "ConfigMap", "keep")).isPresent();
  }

  @Test
  void waitsUntilDeletedObjectsAreGone() {
    applyTwo(spec + "true\ndeletionPolicy: WaitForTermination");
    scene
        .client()
        .configMaps()
        .inNamespace(scene.namespace())
        .withName("keep")
        .edit(
            map -> {
              map.getMetadata().getFinalizers().add("example.com/hold");
              return map;
            });

    scene.delete("app");
    scene.until(
        "the deletion of the object is asked for",
        () -> scene.find("v1", "ConfigMap", "keep").orElseThrow().isMarkedForDeletion());

    assertThat(scene.isGone("app")).isFalse();
    scene
        .client()
        .configMaps()
        .inNamespace(scene.namespace())
        .withName("keep")
        .edit(
            map -> {
              map.getMetadata().getFinalizers().clear();
              return map;
            });
    scene.until("the Kustomization is gone", () -> scene.isGone("app"));
  }

  @Test
  void leavesItsObjectsWhenItsServiceAccountIsGone() {
    scene.makeTenant("tenant");
    applyTwo(spec + "true\nserviceAccountName: tenant");
    scene.client().serviceAccounts().inNamespace(scene.namespace()).withName("tenant").delete();

    scene.delete("app");
    scene.until("the Kustomization is gone", () -> scene.isGone("app"));

    assertThat(scene.find("v1", "ConfigMap", "keep")).isPresent();
  }

  private void applyTwo(String text) {
    scene.commit(
        "shop", Map.of("keep.yaml", KEEP, "gone.yaml", Manifests.configMap("gone", "a: b")));
    scene.kustomization("app", text);
    scene.awaitReady("app");
  }
}
