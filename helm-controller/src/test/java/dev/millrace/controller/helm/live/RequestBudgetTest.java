package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.harness.live.AuditLog.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A release asks the API server for what it needs and for nothing twice. Another one of the same
 * chart comes first, after which the controller knows the chart.
 */
@OnStage
class RequestBudgetTest {
  private static final String REMOTE = "kubeConfig: {secretRef: {name: remote}}";

  @Test
  void spendsFewRequestsOnAnInstallAndAnUpgrade(Stage stage) {
    Scene scene = stage.scene();
    scene.makeTenant("tenant");
    scene.chart("1.0.0", Charts.web());
    scene.release("first", "");
    scene.awaitReady("first");
    long install = stage.audit().mark();
    scene.release("app", "serviceAccountName: tenant");
    scene.awaitReady("app");

    awaitRequests(
        stage,
        scene,
        install,
        Map.ofEntries(
            Map.entry("patch helmreleases/status", 2L),
            Map.entry("get configmaps", 1L),
            Map.entry("get deployments", 1L),
            Map.entry("create secrets", 1L),
            Map.entry("patch configmaps", 1L),
            Map.entry("patch deployments", 1L),
            Map.entry("watch deployments of all releases", 1L),
            Map.entry("update secrets", 1L)));

    long upgrade = stage.audit().mark();
    scene.release("app", "serviceAccountName: tenant\nvalues: {color: red}");
    scene.awaitRevision("app", 2);

    awaitRequests(
        stage,
        scene,
        upgrade,
        Map.of(
            "patch helmreleases/status", 2L,
            "create secrets", 1L,
            "patch configmaps", 1L,
            "patch deployments", 1L,
            "update secrets", 2L));
  }

  @Test
  void watchesNothingThatIsGoneWhenItIsDeleted(Stage stage) {
    Scene scene = stage.scene();
    scene.makeTenant("tenant");
    scene.chart("1.0.0", Charts.web());
    scene.release("app", "serviceAccountName: tenant");
    scene.awaitReady("app");
    long uninstall = stage.audit().mark();
    scene.delete("app");

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(requests(stage, scene, uninstall))
                    .containsEntry("get configmaps", 2L)
                    .containsEntry("get deployments", 2L)
                    .doesNotContainKeys("list configmaps", "watch configmaps")
                    .doesNotContainKeys("list deployments", "watch deployments"));
  }

  /**
   * What kinds there are is asked once, as long as nobody changes that: other tests may have done
   * so just before, which is why the first rounds do not count.
   */
  @ParameterizedTest
  @ValueSource(strings = {"", REMOTE})
  void asksWhichKindsThereAreOnceAndNotForEachRelease(String where, Stage stage) {
    Scene scene = stage.scene();
    scene.makeTenant("tenant");
    RemoteAccess.secret(scene, RemoteAccess.administratorKubeconfig(scene));
    scene.chart("1.0.0", Charts.web());
    AtomicInteger rounds = new AtomicInteger();
    long begin = stage.audit().mark();

    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              long mark = stage.audit().mark();
              releaseFive(scene, "round" + rounds.incrementAndGet(), where);
              assertThat(questionsAboutKinds(stage, scene, mark)).isEmpty();
            });

    assertThat(questionsAboutKinds(stage, scene, begin)).isNotEmpty();
  }

  private static void releaseFive(Scene scene, String prefix, String where) {
    List<String> names = IntStream.range(0, 5).mapToObj(i -> prefix + "-" + i).toList();
    names.forEach(name -> scene.release(name, "serviceAccountName: tenant\n" + where));
    names.forEach(scene::awaitReady);
  }

  private static List<Request> questionsAboutKinds(Stage stage, Scene scene, long mark) {
    String tenant = "system:serviceaccount:" + scene.namespace() + ":tenant";
    return stage
        .audit()
        .since(mark, request -> request.actor().equals(tenant) && request.resource().isEmpty());
  }

  /** A request is in the log a moment after others can see what it did. */
  private static void awaitRequests(
      Stage stage, Scene scene, long mark, Map<String, Long> expected) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(requests(stage, scene, mark)).isEqualTo(expected));
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
        String what = request.resource() + (status ? "/status" : shared(request));
        counts.merge(request.verb() + " " + what, 1L, Long::sum);
      }
    }
    return counts;
  }

  /** A watch that several releases can wait on is in the log when the last one left it. */
  private static String shared(Request request) {
    boolean ofAll = request.uri().contains("labelSelector=helm.toolkit.fluxcd.io%2Fname");
    return request.verb().equals("watch") && ofAll ? " of all releases" : "";
  }
}
