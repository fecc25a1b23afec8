package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.harness.live.AuditLog.Request;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A release asks the API server for what it needs and for nothing twice. */
@OnStage
class RequestBudgetTest {
  @Test
  void spendsFewRequestsOnAnInstallAndAnUpgrade(Stage stage) {
    Scene scene = stage.scene();
    scene.makeTenant("tenant");
    scene.chart("1.0.0", Charts.web());
    long install = stage.audit().mark();
    scene.release("app", "serviceAccountName: tenant");
    scene.awaitReady("app");

    assertThat(requests(stage, scene, install))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("patch helmreleases/status", 2L),
                Map.entry("get configmaps", 1L),
                Map.entry("get deployments", 1L),
                Map.entry("create secrets", 1L),
                Map.entry("patch configmaps", 1L),
                Map.entry("patch deployments", 1L),
                Map.entry("watch deployments", 1L),
                Map.entry("update secrets", 1L)));

    long upgrade = stage.audit().mark();
    scene.release("app", "serviceAccountName: tenant\nvalues: {color: red}");
    scene.awaitRevision("app", 2);

    assertThat(requests(stage, scene, upgrade))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "patch helmreleases/status", 2L,
                "create secrets", 1L,
                "patch configmaps", 1L,
                "patch deployments", 1L,
                "update secrets", 2L));
  }

  /**
   * What was done as the tenant, and what was written about the release. Not the look at the
   * records, with which every run begins: how many runs there are depends on when events come.
   */
  private static Map<String, Long> requests(Stage stage, Scene scene, long mark) {
    Map<String, Long> counts = new TreeMap<>();
    for (Request request :
        stage.audit().since(mark, each -> each.namespace().equals(scene.namespace()))) {
      boolean status = request.uri().contains("/helmreleases/app/status");
      boolean records = request.verb().equals("list") && request.resource().equals("secrets");
      if (status || request.impersonated() && !records) {
        String what = request.resource() + (status ? "/status" : "");
        counts.merge(request.verb() + " " + what, 1L, Long::sum);
      }
    }
    return counts;
  }
}
