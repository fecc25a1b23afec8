package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.controller.kustomize.stage.ArtifactServer.Served;
import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Kustomization as Flux leaves it goes on here, and nothing of it is made anew. */
@OnStage
class MovingFromFluxTest {
  private static final PatchContext AS_FLUX =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("kustomize-controller")
          .withForce(true)
          .build();

  private static final Map<String, String> KINDS =
      Map.of("ConfigMap", "v1", "Service", "v1", "Deployment", "apps/v1", "Secret", "v1");

  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: web}
      data: {color: blue}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: web}
      stringData: {password: hunter2}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 1
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: "example.com/web:1", resources: {limits: {cpu: 1000m}}}]}
      """;

  private Scene scene;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
  }

  @Test
  void changesNothingThatIsAsFluxAppliedItAndPrunesWhatFluxWould() {
    Served served = scene.commit("shop", Map.of("all.yaml", OBJECTS));
    applyAsFlux(OBJECTS);
    applyAsFlux(Manifests.configMap("old", "a: b"));
    leaveAsFluxDoes(served);
    Map<String, String> before = states();

    scene.patch("app", "{\"spec\":{\"suspend\":false}}");
    Kustomization after = scene.awaitReady("app");

    assertThat(states()).isEqualTo(before);
    assertThat(after.getMetadata().getFinalizers()).containsExactly("finalizers.fluxcd.io");
    assertThat(scene.inventory("app")).hasSize(KINDS.size());
    assertThat(scene.configMap("old")).isEmpty();
  }

  private void applyAsFlux(String manifests) {
    var stream = new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8));
    for (HasMetadata object : scene.client().load(stream).items()) {
      object.getMetadata().setNamespace(scene.namespace());
      object
          .getMetadata()
          .setLabels(
              Map.of(
                  "kustomize.toolkit.fluxcd.io/name",
                  "app",
                  "kustomize.toolkit.fluxcd.io/namespace",
                  scene.namespace()));
      scene.client().resource(object).patch(AS_FLUX);
    }
  }

  private void leaveAsFluxDoes(Served served) {
    scene.kustomization(
        "app",
        "finalizers: [finalizers.fluxcd.io]",
        "suspend: true\nprune: true\ntargetNamespace: " + scene.namespace());
    scene.mergeStatus(
        "app",
        """
            {"status":{"observedGeneration":1,"lastAppliedRevision":"%1$s","lastAttemptedRevision":"%1$s",
             "conditions":[{"type":"Ready","status":"True","reason":"ReconciliationSucceeded",
              "message":"Applied revision: %1$s","observedGeneration":1,
              "lastTransitionTime":"2026-01-01T00:00:00Z"}],
             "inventory":{"entries":[
              {"id":"%2$s_old__ConfigMap","v":"v1"},{"id":"%2$s_web__ConfigMap","v":"v1"},
              {"id":"%2$s_web__Secret","v":"v1"},{"id":"%2$s_web__Service","v":"v1"},
              {"id":"%2$s_web_apps_Deployment","v":"v1"}]}}}
            """
            .formatted(served.revision(), scene.namespace()));
  }

  /** What tells an object from another one, and from itself after a change; without its status. */
  private Map<String, String> states() {
    Map<String, String> states = new LinkedHashMap<>();
    KINDS.forEach(
        (kind, apiVersion) -> {
          GenericKubernetesResource object = scene.find(apiVersion, kind, "web").orElseThrow();
          states.put(
              kind,
              List.of(
                      object.getMetadata().getUid(),
                      kind.equals("Deployment")
                          ? object.getMetadata().getGeneration()
                          : object.getMetadata().getResourceVersion())
                  .toString());
        });
    return states;
  }
}
