package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Condition;
import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input that was made to do harm ends as a failure of its own Kustomization, soon, and never holds
 * up another one. Numbers are rows of SECURITY-CASES.
 */
@OnStage
class HostileInputTest {
  private static final String CANARY = "canary-4711";

  private Scene scene;
  private String spec;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
    spec = "prune: true\ntargetNamespace: " + scene.namespace() + "\n";
  }

  @AfterEach
  void othersGoOn() {
    scene.commit("other", Map.of("map.yaml", Manifests.configMap("other", "a: b")));
    scene.kustomization("other", spec + "sourceRef: {kind: GitRepository, name: other}");
    scene.awaitReady("other");
  }

  @Test
  void row1ShellTextInASecretDoesNothing() {
    scene.commit(
        "shop",
        Map.of(
            "secret.yaml",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {k: '$(touch /tmp/x)'}"));

    scene.kustomization("app", spec);

    scene.awaitReady("app");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resources: [../../../../../etc/passwd]",
        "resources: [/etc/passwd]",
        "components: [../../..]",
        "patches: [{path: ../../etc/passwd}]",
        "configMapGenerator: [{name: x, files: [../../../etc/passwd]}]",
        "configMapGenerator: [{name: x, envs: [/etc/environment]}]",
        "replacements: [{path: ../../r.yaml}]",
        "openapi: {path: ../../o.json}",
        "crds: [../../c.yaml]",
        "resources: ['..%2f..%2fetc/passwd']",
        "resources: [\"a\\0b\"]"
      })
  void row3And14PathsOutsideOfTheArtifactAreRefused(String field) {
    Condition ready = failed(Map.of("kustomization.yaml", field));

    assertThat(ready.message()).doesNotContain("root:x:", "Exception");
  }

  @Test
  void row4AFolderThatIncludesItselfEnds() {
    assertThat(failed(Map.of("kustomization.yaml", "resources: [.]")).message()).isNotEmpty();
  }

  @Test
  void row4BasesNestedWithoutEndEnd() {
    Map<String, String> files = new HashMap<>();
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      files.put(path + "kustomization.yaml", "resources: [b]");
      path.append("b/");
    }
    files.put(path + "kustomization.yaml", "resources: []");

    scene.commit("shop", files);
    scene.kustomization("app", spec);

    assertThat(scene.awaitFailure("app", "ArtifactFailed").message()).contains("path");
  }

  @Test
  void row6AnObjectWithABadDurationStopsNobody() {
    scene.commit("shop", Map.of("map.yaml", Manifests.configMap("a", "a: b")));

    scene.apply(
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1beta2
        kind: Kustomization
        metadata: {name: bad, namespace: NAMESPACE}
        spec:
          interval: 1y
          prune: true
          sourceRef: {kind: GitRepository, name: shop}
        """);
  }

  @Test
  void row17AliasBombsEnd() {
    String bomb =
        IntStream.rangeClosed(1, 9)
            .mapToObj(
                i ->
                    "  l%d: &l%d [%s]\n"
                        .formatted(
                            i,
                            i,
                            IntStream.range(0, 10)
                                .mapToObj(_ -> i == 1 ? "lol" : "*l" + (i - 1))
                                .collect(Collectors.joining(", "))))
            .collect(Collectors.joining());

    failed(
        Map.of("map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n" + bomb));
  }

  @Test
  void row28And30RefusedSecretsShowNoValues() {
    scene.commit(
        "shop",
        Map.of(
            "secret.yaml",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ntype: kubernetes.io/tls\nstringData:"
                + " {tls.crt: %s}\ndata: {bad: '%s'}".formatted(CANARY, CANARY)));

    scene.kustomization("app", spec);

    assertThat(scene.awaitFailure("app", "ReconciliationFailed").message())
        .contains("Secret/" + scene.namespace() + "/s")
        .doesNotContain(CANARY);
    assertThat(scene.events("app")).noneMatch(event -> event.getMessage().contains(CANARY));
  }

  @Test
  void row45ReferencesToOtherNamespacesDoNotExist() {
    scene.commit("shop", Map.of("map.yaml", Manifests.configMap("a", "a: b")));

    scene.kustomization(
        "app", spec + "postBuild: {substituteFrom: [{kind: Secret, name: ../kube-system/token}]}");

    assertThat(scene.awaitFailure("app", "BuildFailed").message()).doesNotContain("Exception");
  }

  @Test
  void row48TenantsSetNoPodSecurityLabelsOnNamespacesThatAreNotTheirs() {
    scene.makeTenant("tenant");
    scene.commit(
        "shop",
        Map.of("ns.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: kube-public}"));

    scene.kustomization(
        "app",
        "prune: true\nserviceAccountName: tenant\n"
            + "commonMetadata: {labels: {pod-security.kubernetes.io/enforce: privileged}}");

    assertThat(scene.awaitFailure("app", "ReconciliationFailed").message()).contains("forbidden");
  }

  @Test
  void row49ValuesOfVariablesAreNotInTheStatus() {
    scene.secret("values", Map.of("color", CANARY));
    scene.commit("shop", Map.of("map.yaml", Manifests.configMap("BAD_NAME", "color: ${color}")));

    scene.kustomization(
        "app", spec + "postBuild: {substituteFrom: [{kind: Secret, name: values}]}");
    scene.awaitFailure("app", "ReconciliationFailed");

    assertThat(scene.get("app").status().toString()).doesNotContain(CANARY);
    assertThat(scene.events("app")).noneMatch(event -> event.getMessage().contains(CANARY));
  }

  @Test
  void row47PatternsInNamesAreText() {
    scene.commit("shop", Map.of("map.yaml", Manifests.configMap("a", "a: b")));

    scene.kustomization(
        "app",
        spec + "patches: [{patch: '[{op: remove, path: /data}]', target: {name: '(a+)+$'}}]");

    scene.await("app", ks -> ks.status().lastAttemptedRevision() != null);
  }

  private Condition failed(Map<String, String> files) {
    scene.commit("shop", files);
    scene.kustomization("app", spec);
    return scene.awaitFailure("app", "BuildFailed");
  }
}
