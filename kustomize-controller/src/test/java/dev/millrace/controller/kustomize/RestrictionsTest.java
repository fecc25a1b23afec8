package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import dev.millrace.harness.live.AuditLog.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Restrictions hold whatever else is said; the rows are those of SECURITY-CASES.
 *
 * <p>Row 35 is played for shards only, which is what every controller of the stage is, and for
 * objects that are looked at from the beginning and objects that were suspended then: with all
 * namespaces watched, together with each kind of flag that widens or moves what is allowed
 * (namespaces, accounts, feature gates), and with one namespace watched.
 */
@OnStage
class RestrictionsTest {
  private static final Map<String, String> FILES =
      Map.of("map.yaml", Manifests.configMap("settings", "a: b"));

  /** Where the controllers of the stage run. */
  private static final String OWN_NAMESPACE = "flux-system";

  private Stage stage;

  @BeforeEach
  void open(Stage opened) {
    stage = opened;
  }

  @ParameterizedTest
  @ValueSource(strings = {"' '", "\"\\t\"", "\"tenant\\r\\nImpersonate-Group: system:masters\""})
  void row8ANameThatIsNoneAppliesNothing(String name) {
    Scene scene = stage.scene();
    scene.commit("shop", FILES);
    long mark = stage.audit().mark();

    scene.kustomization("app", "serviceAccountName: " + name + "\n" + spec(scene));

    assertThat(scene.awaitFailure("app", "ReconciliationFailed").message())
        .contains("to impersonate");
    assertThat(aboutConfigMaps(scene, mark)).isEmpty();
    scene.delete("app");
    scene.until("the Kustomization is gone", () -> scene.isGone("app"));
  }

  /** The server itself refuses null. */
  @ParameterizedTest
  @ValueSource(strings = {"serviceAccountName: ''\n", ""})
  void row8NoNameMeansTheDefaultAccountAndNotTheController(String line) {
    Scene scene = stage.scene("--default-service-account=tenant");
    scene.makeTenant("tenant");
    scene.commit("shop", FILES);
    long mark = stage.audit().mark();

    scene.kustomization("app", line + spec(scene));
    scene.awaitReady("app");

    assertThat(aboutConfigMaps(scene, mark))
        .isNotEmpty()
        .allMatch(request -> request.actor().endsWith(":" + scene.namespace() + ":tenant"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--watch-all-namespaces=true",
        "--default-service-account=tenant",
        "--feature-gates=ExternalArtifact=true"
      })
  void row35OtherFlagsDoNotOpenOtherNamespaces(String flag) {
    Scene other = stage.scene();
    other.commit("shop", FILES);
    Scene scene = stage.scene("--no-cross-namespace-refs", flag);

    scene.kustomization("running", foreign(other.namespace()) + spec(scene));
    scene.kustomization("resumed", "suspend: true\n" + foreign(other.namespace()) + spec(scene));
    scene.patch("resumed", "{\"spec\":{\"suspend\":false}}");

    scene.awaitFailure("running", "AccessDenied");
    scene.awaitFailure("resumed", "AccessDenied");
  }

  /** Both restrictions together, and what is suspended meanwhile. */
  @Test
  void row35AShardLooksAtNoNamespaceButItsOwn() {
    Scene scene = stage.scene("--watch-all-namespaces=false", "--no-cross-namespace-refs");
    Scene own = scene.in(OWN_NAMESPACE);
    own.commit("restricted", FILES);
    scene.kustomization("running", foreign(OWN_NAMESPACE) + spec(scene));
    scene.kustomization("resumed", "suspend: true\n" + foreign(OWN_NAMESPACE) + spec(scene));
    scene.patch("resumed", "{\"spec\":{\"suspend\":false}}");

    own.kustomization(
        "restricted", "sourceRef: {kind: GitRepository, name: restricted}\n" + spec(own));
    own.awaitReady("restricted");

    for (String name : List.of("running", "resumed")) {
      assertThat(scene.runs(name)).isZero();
      assertThat(scene.get(name).status().conditions()).isEmpty();
      assertThat(scene.get(name).getMetadata().getFinalizers()).isEmpty();
    }
  }

  private static String spec(Scene scene) {
    return "prune: true\ntargetNamespace: " + scene.namespace() + "\n";
  }

  private static String foreign(String namespace) {
    return "sourceRef: {kind: GitRepository, name: shop, namespace: " + namespace + "}\n";
  }

  private List<Request> aboutConfigMaps(Scene scene, long mark) {
    return stage
        .audit()
        .since(
            mark,
            request ->
                request.namespace().equals(scene.namespace())
                    && request.agent().startsWith("kustomize-controller")
                    && request.resource().equals("configmaps"));
  }
}
