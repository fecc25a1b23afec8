package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a chart on its way into the cluster: post renderers, metadata, definitions. */
@OnStage
class RenderingTest {
  private Scene scene;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
  }

  @Test
  void patchesObjectsAndReplacesImages() {
    scene.chart("1.0.0", Charts.web());
    scene.release(
        "app",
        """
        postRenderers:
        - kustomize:
            patches:
            - target: {kind: ConfigMap}
              patch: |
                - {op: replace, path: /data/color, value: pink}
            images:
            - {name: example.com/web, newTag: "9"}
        """);

    scene.awaitReady("app");

    assertThat(scene.configMap("app-settings")).containsEntry("color", "pink");
    assertThat(
            scene
                .client()
                .apps()
                .deployments()
                .inNamespace(scene.namespace())
                .withName("app")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage())
        .isEqualTo("example.com/web:9");
    assertThat(scene.get("app").status().observedPostRenderersDigest()).startsWith("sha256:");
  }

  @Test
  void upgradesWhenPostRenderersOrCommonMetadataChange() {
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "");
    scene.awaitReady("app");

    scene.release("app", "commonMetadata: {labels: {team: blue}, annotations: {tier: gold}}");
    scene.awaitRevision("app", 2);

    var metadata =
        scene
            .client()
            .configMaps()
            .inNamespace(scene.namespace())
            .withName("app-settings")
            .get()
            .getMetadata();
    assertThat(metadata.getLabels()).containsEntry("team", "blue");
    assertThat(metadata.getAnnotations()).containsEntry("tier", "gold");

    scene.release(
        "app", "interval: 2h\ncommonMetadata: {labels: {team: blue}, annotations: {tier: gold}}");
    scene.awaitReady("app");
    assertThat(scene.revisions("app")).containsExactly("1 superseded", "2 deployed");
  }

  @Test
  void postRendersHooksOnlyWhenTheStrategySaysSo() {
    scene.chart(
        "1.0.0",
        Charts.with(
            Charts.config(), "templates/hook.yaml", Charts.hook("hook", "pre-install", true)));
    for (String strategy : List.of("combined", "separate", "nohooks")) {
      String name = "app-" + strategy;
      scene.release(
          name,
          "postRenderStrategy: %s\ncommonMetadata: {labels: {strategy: %s}}"
              .formatted(strategy, strategy));
      scene.awaitReady(name);

      Map<String, String> labels =
          scene.find("batch/v1", "Job", "hook").orElseThrow().getMetadata().getLabels();
      if (strategy.equals("nohooks")) {
        assertThat(labels).doesNotContainKey("strategy");
      } else {
        assertThat(labels).containsEntry("strategy", strategy);
      }
    }
  }

  @Test
  void namesThePostRendererThatFails() {
    scene.chart("1.0.0", Charts.config());
    scene.release(
        "app",
        """
        postRenderers:
        - kustomize:
            patches:
            - patch: |
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: gone}
        """);

    assertThat(scene.awaitFailure("app", "InstallFailed").message())
        .contains("spec.postRenderers")
        .contains("gone");
  }

  @Test
  void createsDefinitionsAndLeavesThemWhenUninstalled() {
    scene.chart("1.0.0", withDefinition("gadgets", "first"));
    scene.release("app", "");
    scene.awaitReady("app");

    var definition =
        scene
            .client()
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .withName("gadgets." + scene.namespace() + ".example.com")
            .require();
    assertThat(definition.getMetadata().getLabels())
        .containsEntry("helm.toolkit.fluxcd.io/name", "app");
    assertThat(scene.inventory("app"))
        .contains(
            "_gadgets.%s.example.com_apiextensions.k8s.io_CustomResourceDefinition"
                .formatted(scene.namespace()));

    scene.chart("1.1.0", withDefinition("gadgets", "second"));
    scene.awaitRevision("app", 2);
    assertThat(description("gadgets")).isEqualTo("first");

    scene.release("app", "upgrade: {crds: CreateReplace}\nvalues: {color: red}");
    scene.awaitRevision("app", 3);
    assertThat(description("gadgets")).isEqualTo("second");

    scene.delete("app");
    assertThat(description("gadgets")).isEqualTo("second");
  }

  @Test
  void rendersForTheKindsThatItsOwnDefinitionsMake() {
    scene.chart(
        "1.0.0",
        Charts.with(
            withDefinition("sprockets", "first"),
            "templates/asks.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: result}
            data: {known: "{{ .Capabilities.APIVersions.Has "%s.example.com/v1/Xsprockets" }}"}
            """
                .formatted(scene.namespace())));
    scene.release("app", "");

    scene.awaitReady("app");

    assertThat(scene.configMap("result")).containsEntry("known", "true");
  }

  /** Programs put certificates into definitions, and those are gone until they put them again. */
  @Test
  void leavesWhatOthersPutIntoADefinition() {
    scene.chart("1.0.0", withDefinition("cranks", "first"));
    scene.release("app", "upgrade: {crds: CreateReplace}");
    scene.awaitReady("app");
    scene
        .client()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName("cranks." + scene.namespace() + ".example.com")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"example.com/injected\":\"yes\"}}}");

    scene.chart("1.1.0", withDefinition("cranks", "second"));
    scene.awaitRevision("app", 2);

    assertThat(description("cranks")).isEqualTo("second");
    assertThat(
            scene
                .client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("cranks." + scene.namespace() + ".example.com")
                .require()
                .getMetadata()
                .getAnnotations())
        .containsEntry("example.com/injected", "yes");
  }

  @Test
  void createsDefinitionsThatAnUpgradeBrings() {
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "");
    scene.awaitReady("app");

    scene.chart("1.1.0", withDefinition("levers", "first"));
    scene.awaitRevision("app", 2);

    assertThat(description("levers")).isEqualTo("first");
  }

  @Test
  void skipsDefinitionsWhenAskedTo() {
    scene.chart("1.0.0", withDefinition("widgets", "first"));
    scene.release("app", "install: {crds: Skip}");

    scene.awaitReady("app");

    assertThat(
            scene
                .client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("widgets." + scene.namespace() + ".example.com")
                .get())
        .isNull();
    assertThat(scene.inventory("app")).hasSize(1);
  }

  @Test
  void createsTheNamespaceAndKeepsRecordsElsewhere() {
    String target = scene.namespace() + "-made";
    scene.chart("1.0.0", Charts.config());
    scene.release(
        "app", "releaseName: app\ninstall: {createNamespace: true}\ntargetNamespace: " + target);

    scene.awaitReady("app");

    assertThat(
            scene
                .client()
                .configMaps()
                .inNamespace(target)
                .withName("app-settings")
                .get()
                .getData())
        .containsEntry("color", "blue");
    assertThat(scene.revisions("app")).containsExactly("1 deployed");
    assertThat(scene.get("app").status().storageNamespace()).isEqualTo(scene.namespace());
  }

  @Test
  void looksUpAndRendersForTheCluster() {
    scene.apply("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: known}\ndata: {a: found}");
    scene.chart(
        "1.0.0",
        Charts.of(
            Map.of(
                "templates/config.yaml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: result}
                data:
                  known: {{ (lookup "v1" "ConfigMap" .Release.Namespace "known").data.a }}
                  unknown: "{{ lookup "v1" "ConfigMap" .Release.Namespace "gone" }}"
                  deployments: "{{ .Capabilities.APIVersions.Has "apps/v1/Deployment" }}"
                  flux: "{{ .Capabilities.APIVersions.Has "helm.toolkit.fluxcd.io/v2" }}"
                """)));
    scene.release("app", "");

    scene.awaitReady("app");

    assertThat(scene.configMap("result"))
        .containsEntry("known", "found")
        .containsEntry("unknown", "map[]")
        .containsEntry("deployments", "true")
        .containsEntry("flux", "true");
  }

  private Map<String, String> withDefinition(String plural, String description) {
    return Charts.with(
        Charts.config(), "crds/definition.yaml", Charts.definition(scene, plural, description));
  }

  private String description(String plural) {
    return scene
        .client()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(plural + "." + scene.namespace() + ".example.com")
        .require()
        .getSpec()
        .getVersions()
        .getFirst()
        .getSchema()
        .getOpenAPIV3Schema()
        .getDescription();
  }
}
