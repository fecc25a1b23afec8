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

/** How many requests a small application costs, by the API server's own count. */
@OnStage
class RequestBudgetTest {
  private Stage stage;
  private Scene scene;
  private String spec;

  @BeforeEach
  void open(Stage opened) {
    stage = opened;
    scene = stage.scene(Stage.QUICK);
    spec = "prune: true\nwait: true\ntargetNamespace: " + scene.namespace() + "\n";
    warmUp();
  }

  @Test
  void firstApplyOfFourObjects() {
    scene.commit("shop", application("1"));
    long mark = stage.audit().mark();

    scene.kustomization("app", spec);
    scene.awaitReady("app");

    scene.awaitEvent("app", "Reconciliation finished");

    assertThat(requests(mark)).as(text(mark)).hasSize(10);
  }

  @Test
  void changeOfOneLine() {
    scene.commit("shop", application("1"));
    scene.kustomization("app", spec);
    scene.awaitReady("app");
    scene.awaitSettled("app");
    scene.awaitEvent("app", "Reconciliation finished");
    var second = scene.serve(application("2"));
    long mark = stage.audit().mark();

    scene.publish("shop", second);
    scene.awaitApplied("app", second);

    scene.until("its event is stored", () -> scene.events("app").size() == 2);
    assertThat(requests(mark).stream().filter(request -> !request.uri().contains("/status")))
        .as(text(mark))
        .hasSize(4);
  }

  /** The Deployment's status may change at any time, so that it is read again. */
  @Test
  void secondComparisonOfEverything() {
    scene.commit("shop", application("1"));
    scene.kustomization("app", spec);
    scene.awaitReady("app");
    scene.awaitSettled("app");
    scene.request("app");
    long mark = stage.audit().mark();

    scene.request("app");

    assertThat(requests(mark).stream().filter(request -> !request.uri().contains("/deployments/")))
        .as(text(mark))
        .extracting(Request::verb)
        .containsOnly("patch")
        .hasSize(4);
  }

  /** Watches on the kinds of an application are shared by all of them. */
  private void warmUp() {
    Scene other = stage.scene(Stage.QUICK);
    other.commit("shop", application("1"));
    other.kustomization("warm", "prune: true\ntargetNamespace: " + other.namespace());
    other.awaitReady("warm");
    other.awaitSettled("warm");
  }

  private String text(long mark) {
    return String.join("\n", requests(mark).stream().map(Request::toString).toList());
  }

  private List<Request> requests(long mark) {
    return stage
        .audit()
        .since(
            mark,
            request ->
                request.namespace().equals(scene.namespace())
                    && request.agent().startsWith("kustomize-controller"));
  }

  private static Map<String, String> application(String version) {
    return Map.of(
        "account.yaml",
        "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}",
        "service.yaml",
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n"
            + "spec: {selector: {app: web}, ports: [{port: 80}]}",
        "web.yaml",
        Manifests.deployment("web", ""),
        "map.yaml",
        Manifests.configMap("web", "version: \"" + version + "\""));
  }
}
