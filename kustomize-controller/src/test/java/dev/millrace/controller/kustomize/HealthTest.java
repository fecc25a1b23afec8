package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When what was applied counts as working. */
@OnStage
class HealthTest {
  private static final String SPEED_CLASS =
      "apiVersion: speedclasses.millrace.dev/v1\nkind: SpeedClass\nmetadata: {name: fast}\n";
  private static final String NEVER_READY = "fake-kubelet/ready: \"false\"";

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
  void waitsForEverythingThatItApplied() {
    scene.commit("shop", Map.of("web.yaml", Manifests.deployment("web", "")));

    scene.kustomization("app", spec + "wait: true");
    scene.awaitReady("app");

    assertThat(scene.condition("app", "Healthy")).map(Condition::holds).contains(true);
    assertThat(scene.condition("app", "Healthy").orElseThrow().message())
        .startsWith("Health check passed in ");
    assertThat(
            scene
                .find("apps/v1", "Deployment", "web")
                .orElseThrow()
                .<Integer>get("status", "readyReplicas"))
        .isEqualTo(1);
  }

  @Test
  void saysWhatItWaitsFor() {
    scene.commit("shop", Map.of("web.yaml", Manifests.deployment("web", NEVER_READY)));

    scene.kustomization("app", spec + "wait: true\ntimeout: 30m");
    scene.await(
        "app",
        ks ->
            ks.status().conditions().stream()
                .anyMatch(
                    c ->
                        c.type().equals("Reconciling")
                            && c.message().startsWith("Running health checks for revision")
                            && c.message().endsWith("with a timeout of 30m0s")));

    assertThat(scene.condition("app", "Ready").orElseThrow().status()).isEqualTo("Unknown");
    assertThat(scene.condition("app", "Healthy").orElseThrow().status()).isEqualTo("Unknown");
  }

  @Test
  void checksNothingUnlessAskedTo() {
    scene.commit("shop", Map.of("web.yaml", Manifests.deployment("web", NEVER_READY)));

    scene.kustomization("app", spec);
    scene.awaitReady("app");

    assertThat(scene.condition("app", "Healthy")).isEmpty();
  }

  @Test
  void checksTheObjectsThatItNames() {
    scene.apply(
        Manifests.configMap("ready", "a: b")
            .replace("metadata:", "metadata:\n  namespace: NAMESPACE"));
    scene.commit("shop", Map.of("web.yaml", Manifests.deployment("web", NEVER_READY)));

    scene.kustomization(
        "app",
        spec
            + """
            healthChecks:
            - {apiVersion: v1, kind: ConfigMap, name: ready, namespace: NAMESPACE}
            """);

    scene.awaitReady("app");
    assertThat(scene.condition("app", "Healthy")).map(Condition::holds).contains(true);
  }

  /** One of the same name elsewhere does not count. */
  @Test
  void looksInItsOwnNamespaceForObjectsWithoutOne() {
    Scene other = scene.in(scene.namespace() + "-other");
    other.apply(
        Manifests.configMap(scene.namespace(), "a: b")
            .replace("metadata:", "metadata:\n  namespace: NAMESPACE"));
    scene.commit("shop", Map.of("map.yaml", Manifests.configMap("settings", "a: b")));
    scene.kustomization(
        "app",
        spec
            + "timeout: 30m\nhealthChecks:\n"
            + "- {apiVersion: v1, kind: Namespace, name: default}\n"
            + "- {apiVersion: v1, kind: ConfigMap, name: NAMESPACE}\n");
    scene.await("app", ks -> Conditions.find(ks.status().conditions(), "Healthy").isPresent());
    assertThat(scene.condition("app", "Healthy").orElseThrow().status()).isEqualTo("Unknown");

    scene.apply(
        Manifests.configMap(scene.namespace(), "a: b")
            .replace("metadata:", "metadata:\n  namespace: NAMESPACE"));

    scene.awaitReady("app");
  }

  @Test
  void failsFastWhenAnObjectWillNotGetThere() {
    scene.commit("shop", Map.of("job.yaml", job()));

    scene.kustomization("app", spec + "wait: true\ntimeout: 30m");

    Condition ready = scene.awaitFailure("app", "HealthCheckFailed");
    assertThat(ready.message())
        .startsWith("Health check failed after ")
        .contains("failed early due to stalled resources")
        .contains("Job/" + scene.namespace() + "/migrate status: 'Failed'");
    assertThat(scene.condition("app", "Healthy")).map(Condition::fails).contains(true);
    assertThat(scene.inventory("app")).hasSize(1);
  }

  @Test
  void waitsForTheOthersToTheEndWhenTheGateSaysSo() {
    scene = stage.scene("--feature-gates=DisableFailFastBehavior=true");
    scene.commit(
        "shop", Map.of("job.yaml", job(), "web.yaml", Manifests.deployment("web", NEVER_READY)));

    scene.kustomization(
        "app", "prune: true\nwait: true\ntimeout: 3s\ntargetNamespace: " + scene.namespace());

    assertThat(scene.awaitFailure("app", "HealthCheckFailed").message())
        .contains("timeout waiting for", "Deployment/" + scene.namespace() + "/web status: ");
  }

  @Test
  void asksExpressionsAboutOwnKinds() {
    String kind = "Widget";
    scene.apply(definition("Widget", "widgets"));
    scene.commit("shop", Map.of("widget.yaml", widget()));
    scene.kustomization(
        "app",
        spec
            + """
            wait: true
            timeout: 30m
            healthCheckExprs:
            - apiVersion: widgets.millrace.dev/v1
              kind: Widget
              current: status.phase == 'Done'
            """);
    scene.until(
        "the object is applied",
        () -> scene.find("widgets.millrace.dev/v1", kind, "w").isPresent());
    assertThat(scene.condition("app", "Ready")).map(Condition::holds).isNotEqualTo(true);

    scene
        .client()
        .genericKubernetesResources("widgets.millrace.dev/v1", kind)
        .inNamespace(scene.namespace())
        .withName("w")
        .edit(
            widget -> {
              widget.setAdditionalProperty("status", Map.of("phase", "Done"));
              return widget;
            });

    scene.awaitReady("app");
  }

  @Test
  void endsAnOutdatedWaitWhenTheSpecChanges() {
    scene.commit("shop", Map.of("web.yaml", Manifests.deployment("web", NEVER_READY)));
    scene.kustomization("app", spec + "wait: true\ntimeout: 30m");
    awaitHealthChecks();

    scene.kustomization("app", spec + "wait: false");

    scene.awaitReady("app");
  }

  @Test
  void endsAnOutdatedWaitWhenThereIsANewRevision() {
    scene.commit("shop", Map.of("web.yaml", Manifests.deployment("web", NEVER_READY)));
    scene.kustomization("app", spec + "wait: true\ntimeout: 30m");
    awaitHealthChecks();

    var fixed = scene.commit("shop", Map.of("web.yaml", Manifests.deployment("web", "")));

    scene.awaitApplied("app", fixed);
    assertThat(
            scene
                .awaitEvent(
                    "app",
                    "Health checks canceled due to new reconciliation triggered by GitRepository/"
                        + scene.namespace()
                        + "/shop")
                .getReason())
        .isEqualTo("HealthCheckCanceled");
  }

  @Test
  void endsAWaitThatDriftKeepsFromEndingAndRevertsTheDrift() {
    scene.commit(
        "shop",
        Map.of(
            "web.yaml",
            Manifests.deployment("web", NEVER_READY),
            "map.yaml",
            Manifests.configMap("settings", "color: blue")));
    scene.kustomization("app", spec + "wait: true\ntimeout: 30m");
    awaitHealthChecks();

    scene.client().configMaps().inNamespace(scene.namespace()).withName("settings").delete();

    scene.until("the object is back", () -> scene.configMap("settings").containsKey("color"));
    scene.awaitEvent(
        "app",
        "Health checks canceled due to new reconciliation triggered by drift of ConfigMap/"
            + scene.namespace()
            + "/settings");
    scene.awaitEvent(
        "app", "ConfigMap/" + scene.namespace() + "/settings was deleted and is applied again");
    awaitHealthChecks();
  }

  @Test
  void endsTheWaitForAStageWhenThereIsANewRevision() {
    applyAStageThatIsNeverReady();

    var fixed = scene.commit("shop", Map.of("map.yaml", Manifests.configMap("after", "a: b")));

    scene.awaitEvent(
        "app",
        "Health checks canceled due to new reconciliation triggered by GitRepository/"
            + scene.namespace()
            + "/shop");
    scene.awaitApplied("app", fixed);
    assertThat(scene.configMap("after")).isNotEmpty();
  }

  @Test
  void endsTheWaitForAStageWhenTheSpecChanges() {
    applyAStageThatIsNeverReady();

    scene.patch("app", "{\"spec\":{\"timeout\":\"7m\"}}");

    scene.awaitEvent(
        "app",
        "Health checks canceled due to new reconciliation triggered by Kustomization/"
            + scene.namespace()
            + "/app");
  }

  /** The name of the kind makes it a stage; what is being deleted never gets ready. */
  private void applyAStageThatIsNeverReady() {
    scene.apply(definition("SpeedClass", "speedclasses"));
    scene.until("the kind is known", this::makeClassThatIsBeingDeleted);
    scene.commit(
        "shop",
        Map.of("class.yaml", SPEED_CLASS, "map.yaml", Manifests.configMap("after", "a: b")));

    scene.kustomization("app", "prune: false\ntargetNamespace: " + scene.namespace());

    scene.until("the stage is applied", () -> !speedClass().getMetadata().getLabels().isEmpty());
    assertThat(scene.configMap("after")).isEmpty();
  }

  private boolean makeClassThatIsBeingDeleted() {
    try {
      scene.apply(
          SPEED_CLASS.replace(
              "name: fast", "name: fast, namespace: NAMESPACE, finalizers: [millrace.dev/hold]"));
    } catch (KubernetesClientException _) {
      return false;
    }
    scene.client().resource(speedClass()).delete();
    return true;
  }

  private GenericKubernetesResource speedClass() {
    return scene.find("speedclasses.millrace.dev/v1", "SpeedClass", "fast").orElseThrow();
  }

  private void awaitHealthChecks() {
    scene.await(
        "app",
        ks ->
            ks.status().conditions().stream()
                .anyMatch(c -> c.message().startsWith("Running health checks")));
  }

  private static String job() {
    return """
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: migrate
    spec:
      backoffLimit: 0
      template:
        metadata:
          annotations: {fake-kubelet/exit-code: "1", fake-kubelet/run-for: 100ms}
        spec:
          restartPolicy: Never
          containers:
          - name: migrate
            image: example.com/migrate:1
    """;
  }

  private static String widget() {
    return "apiVersion: widgets.millrace.dev/v1\nkind: Widget\nmetadata:\n  name: w\n";
  }

  private static String definition(String kind, String plural) {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata:
      name: %2$s.%2$s.millrace.dev
    spec:
      group: %2$s.millrace.dev
      names: {kind: %1$s, plural: %2$s}
      scope: Namespaced
      versions:
      - name: v1
        served: true
        storage: true
        schema:
          openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
    """
        .formatted(kind, plural);
  }
}
