package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.kustomize.stage.ArtifactServer.Served;
import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waves and hooks of Argo CD, in Kustomizations that ask for them. */
@OnStage
class WavesTest {
  private static final String ASKED = "annotations: {millrace.dev/argocd-annotations: enabled}\n";

  private Scene scene;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
  }

  @Test
  void runsHooksOnceForEachSetOfManifestsAndKeepsThemInTheInventory() {
    Served first =
        scene.commit(
            "shop", Map.of("a.yaml", map("1"), "job.yaml", job("migrate", "PreSync", "0")));
    start(ASKED);
    scene.awaitApplied("app", first);
    GenericKubernetesResource migration = find("Job", "migrate");
    assertThat(migration.getMetadata().getCreationTimestamp())
        .isLessThanOrEqualTo(find("ConfigMap", "settings").getMetadata().getCreationTimestamp());
    assertThat(migration.<Integer>get("status", "succeeded")).isEqualTo(1);
    assertThat(scene.inventory("app")).hasSize(2);

    Served sameManifests =
        scene.commit(
            "shop",
            Map.of(
                "a.yaml",
                map("1"),
                "job.yaml",
                job("migrate", "PreSync", "0"),
                "README.md",
                "nothing"));
    scene.awaitApplied("app", sameManifests);
    assertThat(uid(find("Job", "migrate"))).isEqualTo(uid(migration));

    Served second =
        scene.commit(
            "shop", Map.of("a.yaml", map("2"), "job.yaml", job("migrate", "PreSync", "0")));
    scene.awaitApplied("app", second);
    assertThat(uid(find("Job", "migrate"))).isNotEqualTo(uid(migration));
    assertThat(scene.configMap("settings")).containsEntry("v", "2");

    Served withoutHook = scene.commit("shop", Map.of("a.yaml", map("2")));
    scene.awaitApplied("app", withoutHook);
    assertThat(scene.inventory("app")).hasSize(1);
  }

  @Test
  void makesAnotherObjectOfAHookWithoutANameForEachRevision() {
    String hook = job("", "PreSync", "0").replace("name: \n", "generateName: migrate-\n");
    String guarded = ASKED.replace("}", ", millrace.dev/deletion-guard: \"0\"}");
    Served first = scene.commit("shop", Map.of("a.yaml", map("1"), "job.yaml", hook));
    start(guarded);
    scene.awaitApplied("app", first);
    String made = hookName();
    assertThat(made).matches("migrate-[0-9a-z]{1,7}-presync-[0-9a-f]{9}");
    assertThat(find("Job", made).<Integer>get("status", "succeeded")).isEqualTo(1);

    Served second = scene.commit("shop", Map.of("a.yaml", map("2"), "job.yaml", hook));
    scene.awaitApplied("app", second);

    assertThat(hookName()).isNotEqualTo(made);
    assertThat(scene.find("batch/v1", "Job", made)).isEmpty();
    assertThat(scene.configMap("settings")).containsEntry("v", "2");
  }

  @Test
  void aHookThatFailsKeepsTheRestFromBeingApplied() {
    scene.commit("shop", Map.of("a.yaml", map("1"), "job.yaml", job("migrate", "PreSync", "1")));
    start(ASKED);

    assertThat(scene.awaitFailure("app", "HealthCheckFailed").message())
        .startsWith("PreSync wave 0: ")
        .contains("Job/" + scene.namespace() + "/migrate status: 'Failed'");
    assertThat(scene.configMap("settings")).isEmpty();
  }

  @Test
  void meansNothingUnlessAsked() {
    applied("", job("migrate", "PreSync", "1"));

    assertThat(scene.configMap("settings")).isNotEmpty();
  }

  @Test
  void runsHooksAroundADeletion() {
    Served served =
        scene.commit(
            "shop",
            Map.of(
                "a.yaml", map("1"),
                "before.yaml", job("backup", "PreDelete", "0"),
                "after.yaml", job("farewell", "PostDelete", "0")));
    start(ASKED);
    scene.awaitApplied("app", served);
    assertThat(scene.inventory("app")).hasSize(1);

    scene.delete("app");
    scene.until("the Kustomization is gone", () -> scene.isGone("app"));

    scene.awaitEvent("app", "Job/" + scene.namespace() + "/backup created");
    assertThat(scene.configMap("settings")).isEmpty();
    assertThat(find("Job", "farewell").<Integer>get("status", "succeeded")).isEqualTo(1);
  }

  @Test
  void deletesNothingAfterAHookThatFailed() {
    applied(ASKED, job("backup", "PreDelete", "1"));

    scene.delete("app");

    assertThat(scene.awaitAnyFailure("app").message())
        .startsWith("PreDelete wave 0: ")
        .contains("Job/" + scene.namespace() + "/backup status: 'Failed'");
    assertThat(scene.configMap("settings")).isNotEmpty();
  }

  @Test
  void deletesWithoutHooksWhenTheSourceIsGone() {
    applied(ASKED, job("backup", "PreDelete", "1"));
    scene.removeSource("shop");

    scene.delete("app");
    scene.until("the Kustomization is gone", () -> scene.isGone("app"));

    scene.awaitEvent("app", "PreDelete and PostDelete hooks, if there are any, are not run");
    assertThat(scene.configMap("settings")).isEmpty();
  }

  /** Settings and a hook of the revision that is applied then. */
  private void applied(String metadata, String hook) {
    Served served = scene.commit("shop", Map.of("a.yaml", map("1"), "job.yaml", hook));
    start(metadata);
    scene.awaitApplied("app", served);
  }

  private void start(String metadata) {
    scene.kustomization("app", metadata, "prune: true\ntargetNamespace: " + scene.namespace());
  }

  private GenericKubernetesResource find(String kind, String name) {
    String apiVersion = kind.equals("Job") ? "batch/v1" : "v1";
    return scene.find(apiVersion, kind, name).orElseThrow();
  }

  /** The name of the only job in the inventory. */
  private String hookName() {
    return scene.inventory("app").stream()
        .filter(id -> id.endsWith("_batch_Job"))
        .map(id -> id.split("_", -1)[1])
        .reduce((one, other) -> one + " and " + other)
        .orElse("none");
  }

  private static String uid(GenericKubernetesResource object) {
    return object.getMetadata().getUid();
  }

  private static String map(String value) {
    return Manifests.configMap("settings", "v: \"%s\"".formatted(value));
  }

  private static String job(String name, String phase, String exitCode) {
    return """
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: %s
      annotations: {argocd.argoproj.io/hook: %s}
    spec:
      backoffLimit: 0
      template:
        metadata:
          annotations: {fake-kubelet/run-for: 10ms, fake-kubelet/exit-code: "%s"}
        spec:
          restartPolicy: Never
          containers:
          - name: work
            image: example.com/work:1
    """
        .formatted(name, phase, exitCode);
  }
}
