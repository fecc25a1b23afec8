package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.harness.live.AuditLog.Request;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Releases in clusters that {@code spec.kubeConfig} leads to. The other cluster is this one, seen
 * as another user: the audit log tells who was there.
 */
@OnStage
class RemoteClusterTest {
  private static final String BY_SECRET = "kubeConfig: {secretRef: {name: remote}}\n";
  private static final String BY_CONFIG_MAP = "kubeConfig: {configMapRef: {name: remote}}\n";

  private Stage stage;
  private Scene scene;

  @BeforeEach
  void open(Stage opened) {
    stage = opened;
    scene = stage.scene();
    scene.makeTenant("remote-user");
    scene.chart("1.0.0", Charts.config());
  }

  @Test
  void releasesAndUninstallsInTheClusterOfAKubeconfigAsItsUser() {
    RemoteAccess.secret(scene, RemoteAccess.kubeconfig(scene, "remote-user"));
    long mark = stage.audit().mark();

    scene.release("app", BY_SECRET);
    scene.awaitReady("app");
    scene.release("app", BY_SECRET + "values: {color: red}");
    scene.awaitRevision("app", 2);
    scene.delete("app");

    assertThat(actors(mark)).containsOnly(account("remote-user"));
    assertThat(requests(mark)).extracting(Request::verb).contains("create", "patch", "delete");
    assertThat(scene.configMap("app-settings")).isEmpty();
  }

  @Test
  void actsAsTheTenantInTheClusterOfAKubeconfig() {
    scene.makeTenant("tenant");
    RemoteAccess.secret(scene, RemoteAccess.administratorKubeconfig(scene));
    long mark = stage.audit().mark();

    scene.release("app", BY_SECRET + "serviceAccountName: tenant\n");
    scene.awaitReady("app");

    assertThat(actors(mark)).containsOnly(account("tenant"));
  }

  @Test
  void releasesInTheClusterOfAConfigMapWithTheTokenOfAServiceAccount() {
    RemoteAccess.configMap(scene, "remote-user");
    long mark = stage.audit().mark();

    scene.release("app", BY_CONFIG_MAP);
    scene.awaitReady("app");

    assertThat(actors(mark)).containsOnly(account("remote-user"));
    assertThat(scene.configMap("app-settings")).containsEntry("color", "blue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec: {command: id}", "tokenFile: /etc/passwd"})
  void row2RefusesKubeconfigsThatRunProgramsOrReadFiles(String field) {
    RemoteAccess.secret(
        scene,
        RemoteAccess.kubeconfig(scene, "remote-user")
            .replaceFirst("user:\n", "user:\n    " + field + "\n"));

    scene.release("app", BY_SECRET);

    assertThat(scene.awaitFailure("app", "RESTClientError").message())
        .contains("'" + field.substring(0, field.indexOf(':')) + "'", "not allowed");
  }

  @Test
  void namesTheKubeconfigThatIsMissing() {
    scene.release("app", BY_SECRET);

    assertThat(scene.awaitFailure("app", "RESTClientError").message())
        .contains("the Secret '%s/remote' with the kubeconfig".formatted(scene.namespace()));
  }

  @Test
  void leavesWhatWasReleasedWhenTheKubeconfigIsGone() {
    RemoteAccess.secret(scene, RemoteAccess.kubeconfig(scene, "remote-user"));
    scene.release("app", BY_SECRET);
    scene.awaitReady("app");
    scene.client().secrets().inNamespace(scene.namespace()).withName("remote").delete();

    scene.delete("app");

    assertThat(scene.configMap("app-settings")).containsEntry("color", "blue");
  }

  private List<String> actors(long mark) {
    return requests(mark).stream().map(Request::actor).distinct().toList();
  }

  /** Requests about the objects and records of the release; the test itself makes none of these. */
  private List<Request> requests(long mark) {
    return stage
        .audit()
        .since(
            mark,
            request ->
                request.namespace().equals(scene.namespace())
                    && (request.name().equals("app-settings")
                        || request.name().startsWith("sh.helm.release.v1.app")
                        || isLookAtRecords(request)));
  }

  private static boolean isLookAtRecords(Request request) {
    return request.resource().equals("secrets") && request.uri().contains("owner%3Dhelm");
  }

  private String account(String name) {
    return "system:serviceaccount:%s:%s".formatted(scene.namespace(), name);
  }
}
