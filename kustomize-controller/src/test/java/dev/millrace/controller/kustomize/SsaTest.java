package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How objects and specs say that they are to be applied (FLUX.md 1.3, 3.3). */
@OnStage
class SsaTest {
  private static final String SSA = "kustomize.toolkit.fluxcd.io/ssa: ";

  private Stage stage;
  private Scene scene;
  private String spec;

  @BeforeEach
  void open(Stage opened) {
    stage = opened;
    scene = stage.scene();
    spec = "prune: true\ntargetNamespace: " + scene.namespace() + "\n";
  }

  @Test
  void takesOverWhatKubectlApplied() {
    applyWithKubectl("settings", Map.of("color", "red", "other", "x"));
    commit(Manifests.configMap("settings", "color: blue"));

    scene.kustomization("app", spec);
    scene.awaitReady("app");

    assertThat(scene.configMap("settings")).isEqualTo(Map.of("color", "blue"));
  }

  @Test
  void takesOverWhatManagersAppliedThatAFlagNames() {
    scene = stage.scene("--override-manager=some-tool");
    applyAs("some-tool", "settings", Map.of("color", "red", "other", "x"));
    commit(Manifests.configMap("settings", "color: blue"));

    scene.kustomization("app", "prune: true\ntargetNamespace: " + scene.namespace());
    scene.awaitReady("app");

    assertThat(scene.configMap("settings")).isEqualTo(Map.of("color", "blue"));
  }

  /** Who may not do everything can bind a role only when it exists. */
  @Test
  void appliesKindsFirstThatAreToBeAStageOfTheirOwn() {
    scene = stage.scene("--custom-apply-stage-kinds=rbac.authorization.k8s.io/Role");
    spec = "prune: true\ntargetNamespace: " + scene.namespace() + "\n";
    scene.makeTenant("tenant");
    commit(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: reader}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
        subjects: [{kind: ServiceAccount, name: default}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader}
        rules: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]
        """);

    scene.kustomization("app", spec + "serviceAccountName: tenant");
    scene.awaitReady("app");

    assertThat(scene.inventory("app"))
        .containsExactlyInAnyOrder(
            scene.namespace() + "_reader_rbac.authorization.k8s.io_Role",
            scene.namespace() + "_reader_rbac.authorization.k8s.io_RoleBinding");
  }

  @Test
  void leavesFieldsOfOthersToObjectsThatMerge() {
    applyWithKubectl("settings", Map.of("color", "red", "other", "x"));
    commit(Manifests.annotatedConfigMap("settings", SSA + "Merge", "color: blue"));

    scene.kustomization("app", spec);
    scene.awaitReady("app");

    assertThat(scene.configMap("settings")).isEqualTo(Map.of("color", "blue", "other", "x"));
  }

  @Test
  void createsButNeverChangesObjectsThatAreToBeCreatedOnly() {
    commit(Manifests.annotatedConfigMap("settings", SSA + "IfNotPresent", "color: blue"));
    scene.kustomization("app", spec);
    scene.awaitReady("app");
    assertThat(scene.configMap("settings")).containsEntry("color", "blue");

    var second =
        scene.commit(
            "shop",
            Map.of(
                "map.yaml",
                Manifests.annotatedConfigMap("settings", SSA + "IfNotPresent", "color: red")));

    scene.awaitApplied("app", second);
    assertThat(scene.configMap("settings")).containsEntry("color", "blue");
    assertThat(scene.inventory("app")).hasSize(1);
  }

  @Test
  void neverAppliesObjectsThatAreToBeIgnored() {
    commit(Manifests.annotatedConfigMap("settings", SSA + "Ignore", "color: blue"));

    scene.kustomization("app", spec);
    scene.awaitReady("app");

    assertThat(scene.find("v1", "ConfigMap", "settings")).isEmpty();
  }

  @Test
  void leavesObjectsInTheClusterThatDisableReconciliation() {
    commit(Manifests.configMap("settings", "color: blue"));
    scene.kustomization("app", spec);
    scene.awaitReady("app");
    change(
        "settings",
        "{\"metadata\":{\"annotations\":{\"kustomize.toolkit.fluxcd.io/reconcile\":\"disabled\"}},"
            + "\"data\":{\"color\":\"red\"}}");

    scene.request("app");

    assertThat(scene.configMap("settings")).containsEntry("color", "red");
  }

  @Test
  void refusesToRecreateWithoutForce() {
    applyImmutable();

    commit(immutable("color: red"));

    assertThat(scene.awaitFailure("app", "ReconciliationFailed").message())
        .contains("ConfigMap/" + scene.namespace() + "/settings")
        .containsIgnoringCase("immutable");
    assertThat(scene.configMap("settings")).containsEntry("color", "blue");
  }

  @Test
  void recreatesWhatCannotBeChangedWithForce() {
    applyImmutable();
    scene.kustomization("app", spec + "force: true");

    commit(immutable("color: red"));

    scene.until(
        "the object is made anew", () -> "red".equals(scene.configMap("settings").get("color")));
  }

  @Test
  void recreatesWhatAsksForItItself() {
    applyImmutable();

    commit(
        immutable("color: red")
            .replace(
                "  name: settings\n",
                "  name: settings\n  annotations:\n"
                    + "    kustomize.toolkit.fluxcd.io/force: enabled\n"));

    scene.until(
        "the object is made anew", () -> "red".equals(scene.configMap("settings").get("color")));
  }

  @Test
  void leavesFieldsThatTheSpecIgnores() {
    commit(Manifests.configMap("settings", "color: blue", "size: big"));
    scene.kustomization(
        "app", spec + "ignore:\n- paths: [/data/color]\n  target: {kind: ConfigMap}\n");
    scene.awaitReady("app");
    change("settings", "{\"data\":{\"color\":\"red\",\"size\":\"small\"}}");

    scene.until(
        "the other field is reverted", () -> "big".equals(scene.configMap("settings").get("size")));
    scene.request("app");

    assertThat(scene.configMap("settings")).containsEntry("color", "red");
    assertThat(scene.awaitEvent("app", "drifted and is reverted").getMessage())
        .contains("/data/size changed")
        .doesNotContain("/data/color");
  }

  @Test
  void putsCommonMetadataOnEveryObject() {
    commit(Manifests.configMap("settings", "color: blue"));

    scene.kustomization(
        "app", spec + "commonMetadata: {labels: {team: blue}, annotations: {owner: shop}}");
    scene.awaitReady("app");

    var metadata = scene.find("v1", "ConfigMap", "settings").orElseThrow().getMetadata();
    assertThat(metadata.getLabels())
        .containsEntry("team", "blue")
        .containsEntry("kustomize.toolkit.fluxcd.io/name", "app")
        .containsEntry("kustomize.toolkit.fluxcd.io/namespace", scene.namespace());
    assertThat(metadata.getAnnotations()).containsEntry("owner", "shop");
  }

  @Test
  void appliesDefinitionsAndTheirObjectsTogether() {
    scene.commit(
        "shop",
        Map.of(
            "a.yaml",
            "apiVersion: ssa.millrace.dev/v1\nkind: Gadget\nmetadata:\n  name: g\n",
            "b.yaml",
            definition()));

    scene.kustomization("app", spec);

    scene.awaitReady("app");
    assertThat(scene.find("ssa.millrace.dev/v1", "Gadget", "g")).isPresent();
  }

  private void applyImmutable() {
    commit(immutable("color: blue"));
    scene.kustomization("app", spec);
    scene.awaitReady("app");
  }

  private void commit(String manifest) {
    scene.commit("shop", Map.of("map.yaml", manifest));
  }

  private static String immutable(String data) {
    return "immutable: true\n" + Manifests.configMap("settings", data);
  }

  private void applyWithKubectl(String name, Map<String, String> data) {
    applyAs("kubectl", name, data);
  }

  private void applyAs(String manager, String name, Map<String, String> data) {
    scene
        .client()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(scene.namespace())
                .endMetadata()
                .withData(data)
                .build())
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .build());
  }

  private void change(String name, String patch) {
    scene
        .client()
        .configMaps()
        .inNamespace(scene.namespace())
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private static String definition() {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata:
      name: gadgets.ssa.millrace.dev
    spec:
      group: ssa.millrace.dev
      names: {kind: Gadget, plural: gadgets}
      scope: Namespaced
      versions:
      - name: v1
        served: true
        storage: true
        schema:
          openAPIV3Schema: {type: object}
    """;
  }
}
