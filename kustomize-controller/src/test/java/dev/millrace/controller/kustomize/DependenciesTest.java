package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who depends on others waits for them and is woken by them, not by a clock. */
@OnStage
class DependenciesTest {
  private Stage stage;
  private Scene scene;
  private String spec;

  @BeforeEach
  void open(Stage opened) {
    stage = opened;
    open(stage.scene("--requeue-dependency=1h"));
  }

  private void open(Scene opened) {
    scene = opened;
    spec = "prune: true\ntargetNamespace: " + scene.namespace() + "\n";
    scene.commit(
        "shop",
        Map.of(
            "a/map.yaml", Manifests.configMap("a", "v: \"1\""),
            "b/map.yaml", Manifests.configMap("b", "v: \"1\""),
            "c/map.yaml", Manifests.configMap("c", "v: \"1\"")));
  }

  @Test
  void appliesOnceWhatItDependsOnIsReady() {
    scene.kustomization("b", spec + "path: ./b\ndependsOn: [{name: a}]");
    assertThat(scene.awaitFailure("b", "DependencyNotReady").message())
        .isEqualTo(
            "dependency '%s/a' is not ready: it does not exist".formatted(scene.namespace()));
    assertThat(scene.find("v1", "ConfigMap", "b")).isEmpty();

    scene.kustomization("a", spec + "path: ./a");

    scene.awaitReady("b");
    scene.awaitEvent("b", "is not ready");
  }

  @Test
  void goesOnWhenADependencyIsSuspendedThatWasReady() {
    scene.kustomization("a", spec + "path: ./a");
    scene.awaitReady("a");
    scene.suspend("a");

    scene.kustomization("b", spec + "path: ./b\ndependsOn: [{name: a}]");

    scene.awaitReady("b");
  }

  @Test
  void saysWhatItWaitsForThroughTheWholeChain() {
    scene.kustomization("a", spec + "path: ./missing");
    scene.awaitFailure("a", "ArtifactFailed");
    scene.kustomization("b", spec + "path: ./b\ndependsOn: [{name: a}]");
    scene.awaitFailure("b", "DependencyNotReady");

    scene.kustomization("c", spec + "path: ./c\ndependsOn: [{name: b}]");

    assertThat(scene.awaitFailure("c", "DependencyNotReady").message())
        .startsWith("dependency '%s/b' is not ready: ".formatted(scene.namespace()))
        .contains("; it waits for '%s/a', ".formatted(scene.namespace()))
        .contains("ArtifactFailed: kustomization path not found");
  }

  @Test
  void namesTheCircle() {
    scene.kustomization("a", spec + "path: ./a\ndependsOn: [{name: b}]");
    scene.kustomization("b", spec + "path: ./b\ndependsOn: [{name: a}]");

    scene.await(
        "b",
        ks ->
            ks.status().conditions().stream()
                .anyMatch(c -> c.message().contains("dependsOn is circular: ")));
  }

  @Test
  void waitsForAnExpressionInsteadOfReady() {
    scene.kustomization("a", spec + "path: ./a");
    scene.awaitReady("a");
    scene.kustomization(
        "b",
        spec
            + """
            path: ./b
            dependsOn:
            - name: a
              readyExpr: dep.metadata.annotations['go'] == self.metadata.name
            """);
    scene.awaitFailure("b", "DependencyNotReady");

    scene.patch(
        "a", "{\"metadata\":{\"annotations\":{\"go\":\"b\"}},\"spec\":{\"interval\":\"2h\"}}");

    scene.awaitReady("b");
  }

  @Test
  void wantsReadyAndTheExpressionWhenTheGateSaysSo() {
    String failed = "path: ./nowhere";
    String always = "path: ./b\ndependsOn: [{name: a, readyExpr: 'true'}]";
    scene.kustomization("a", spec + failed);
    scene.awaitAnyFailure("a");
    scene.kustomization("b", spec + always);
    scene.awaitReady("b");

    open(stage.scene("--feature-gates=AdditiveCELDependencyCheck=true"));
    scene.kustomization("a", spec + failed);
    scene.awaitAnyFailure("a");
    scene.kustomization("b", spec + always);

    scene.awaitFailure("b", "DependencyNotReady");
  }

  @Test
  void stallsOnAReadyExpressionThatMakesNoSense() {
    scene.kustomization("a", spec + "path: ./a");

    scene.kustomization("b", spec + "path: ./b\ndependsOn: [{name: a, readyExpr: 'dep.('}]");

    scene.awaitFailure("b", "InvalidCELExpression");
    assertThat(scene.condition("b", "Stalled")).isPresent();
  }

  @Test
  void waitsUntilADependencyOfTheSameSourceIsAtTheSameRevision() {
    scene.kustomization("a", spec + "path: ./a\ntimeout: 30m\nwait: true");
    scene.kustomization("b", spec + "path: ./b\ndependsOn: [{name: a}]");
    scene.awaitReady("b");

    var second =
        scene.commit(
            "shop",
            Map.of(
                "a/web.yaml", Manifests.deployment("a", "fake-kubelet/ready: \"false\""),
                "b/map.yaml", Manifests.configMap("b", "v: \"2\"")));
    scene.await("a", ks -> second.revision().equals(ks.status().lastAttemptedRevision()));
    scene.awaitFailure("b", "DependencyNotReady");

    assertThat(scene.configMap("b")).containsEntry("v", "1");
  }
}
