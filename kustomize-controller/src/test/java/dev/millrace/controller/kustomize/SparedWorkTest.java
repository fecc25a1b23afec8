package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.controller.kustomize.stage.ArtifactServer.Served;
import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import dev.millrace.harness.live.AuditLog.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs with nothing to do do nothing. */
@OnStage
class SparedWorkTest {
  private static final String APP = Manifests.configMap("app", "color: blue");

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
  void onlyNotesARevisionThatTouchesNothingThatWasRead() {
    Served first = scene.commit("shop", Map.of("app/map.yaml", APP, "README.md", "one"));
    scene.kustomization("app", spec + "path: ./app");
    scene.awaitReady("app");
    awaitQuiet("app");
    Kustomization before = scene.get("app");
    long mark = stage.audit().mark();

    Served second = scene.commit("shop", Map.of("app/map.yaml", APP, "README.md", "two"));
    Kustomization after =
        scene.await("app", ks -> second.revision().equals(ks.status().lastAttemptedRevision()));

    assertThat(after.status().lastAppliedRevision()).isEqualTo(first.revision());
    assertThat(after.status().conditions()).isEqualTo(before.status().conditions());
    assertThat(after.status().history()).isEqualTo(before.status().history());
    assertThat(requests(mark)).hasSize(1).allMatch(request -> request.uri().contains("/status"));
  }

  /** No other test has a controller with these flags, so that all builds are of this one. */
  @Test
  void buildsExactlyOneOfManyWhenACommitTouchesOne() {
    scene = stage.scene("--concurrent=3");
    spec = "prune: true\ntargetNamespace: " + scene.namespace() + "\n";
    Map<String, String> files = new HashMap<>();
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "app-" + i).toList();
    names.forEach(name -> files.put(name + "/map.yaml", Manifests.configMap(name, "a: b")));
    scene.commit("shop", files);
    names.forEach(name -> scene.kustomization(name, spec + "path: ./" + name));
    names.forEach(scene::awaitReady);
    names.forEach(scene::awaitSettled);
    files.put("README.md", "read by nobody");
    awaitAttempted(names, scene.commit("shop", files));
    names.forEach(scene::awaitSettled);
    long builds = scene.builds();

    files.put("app-7/map.yaml", Manifests.configMap("app-7", "a: c"));
    Served touched = scene.commit("shop", files);
    awaitAttempted(names, touched);

    assertThat(scene.builds() - builds).isEqualTo(1);
    assertThat(scene.downloads(touched)).as("one download for all").isEqualTo(1);
    assertThat(scene.configMap("app-7")).containsEntry("a", "c");
  }

  @Test
  void appliesARevisionThatAddsAFileToAFolderThatWasListed() {
    scene.commit("shop", Map.of("app/map.yaml", APP));
    scene.kustomization("app", spec + "path: ./app");
    scene.awaitReady("app");
    awaitQuiet("app");

    Served second =
        scene.commit(
            "shop",
            Map.of("app/map.yaml", APP, "app/new.yaml", Manifests.configMap("new", "a: b")));

    scene.awaitApplied("app", second);
    assertThat(scene.configMap("new")).isNotEmpty();
  }

  @Test
  void saysNothingToTheServerWhenAnIntervalBringsNoChange() {
    scene = stage.scene("--full-check-every=0");
    spec = "prune: true\ntargetNamespace: " + scene.namespace() + "\n";
    Served served =
        scene.commit("shop", Map.of("map.yaml", APP, "web.yaml", Manifests.deployment("web", "")));
    scene.kustomization("app", spec + "interval: 1s\nwait: true");
    scene.awaitReady("app");
    awaitQuiet("app");
    long mark = stage.audit().mark();
    int downloads = scene.downloads(served);

    awaitRuns("app", 3);

    assertThat(requests(mark)).isEmpty();
    assertThat(scene.downloads(served)).isEqualTo(downloads);
  }

  @Test
  void comparesEverythingAfterSoManyRunsWithNothingToDo() {
    scene = stage.scene("--full-check-every=2");
    spec = "prune: true\ntargetNamespace: " + scene.namespace() + "\n";
    scene.commit("shop", Map.of("map.yaml", APP));
    scene.kustomization("app", spec + "interval: 1s");
    scene.awaitReady("app");
    scene.awaitSettled("app");
    long mark = stage.audit().mark();

    awaitRuns("app", 2);

    scene.until(
        "everything is compared",
        () -> requests(mark).stream().anyMatch(request -> request.uri().contains("dryRun=All")));
  }

  @Test
  void comparesEverythingWhenAskedTo() {
    scene.commit("shop", Map.of("map.yaml", APP));
    scene.kustomization("app", spec);
    scene.awaitReady("app");
    awaitQuiet("app");
    long mark = stage.audit().mark();

    scene.request("app");

    assertThat(requests(mark)).anyMatch(request -> request.uri().contains("dryRun=All"));
  }

  @Test
  void dependentsAcceptARevisionThatChangedNothingOfWhatTheyDependOn() {
    scene.commit("shop", Map.of("a/map.yaml", APP, "b/map.yaml", Manifests.configMap("b", "a: b")));
    scene.kustomization("a", spec + "path: ./a");
    scene.kustomization("b", spec + "path: ./b\ndependsOn: [{name: a}]");
    scene.awaitReady("b");
    awaitQuiet("a");

    Served second =
        scene.commit(
            "shop", Map.of("a/map.yaml", APP, "b/map.yaml", Manifests.configMap("b", "a: c")));

    scene.awaitApplied("b", second);
    assertThat(scene.configMap("b")).containsEntry("a", "c");
  }

  @Test
  void appliesOnlyTheLastOfManyRevisions() {
    scene.commit("shop", Map.of("map.yaml", Manifests.configMap("app", "n: first")));
    scene.kustomization("app", spec);
    scene.awaitReady("app");
    List<Served> burst =
        IntStream.range(0, 20)
            .mapToObj(i -> Map.of("map.yaml", Manifests.configMap("app", "n: v" + i)))
            .map(scene::serve)
            .toList();
    Runnable release = scene.hold(burst.getFirst());
    scene.publish("shop", burst.getFirst());
    scene.until("the first is being fetched", () -> scene.downloads(burst.getFirst()) > 0);

    burst.forEach(served -> scene.publish("shop", served));
    release.run();

    scene.awaitApplied("app", burst.getLast());
    assertThat(scene.configMap("app")).containsEntry("n", "v19");
    assertThat(burst.subList(1, 19)).allMatch(served -> scene.downloads(served) == 0);
  }

  private void awaitAttempted(List<String> names, Served served) {
    for (String name : names) {
      scene.await(name, ks -> served.revision().equals(ks.status().lastAttemptedRevision()));
    }
    names.forEach(scene::awaitReady);
  }

  /** Until the watch shows all that was applied, and nobody is at work any more. */
  private void awaitQuiet(String name) {
    scene.awaitSettled(name);
    scene.until(
        "nothing more is said about " + name,
        () -> {
          long mark = stage.audit().mark();
          Thread.sleep(300);
          return requests(mark).isEmpty();
        });
  }

  private void awaitRuns(String name, int more) {
    int before = scene.runs(name);
    scene.until(more + " more runs", () -> scene.runs(name) >= before + more);
  }

  /** What the controller said to the server about this test. */
  private List<Request> requests(long mark) {
    return stage
        .audit()
        .since(
            mark,
            request ->
                request.namespace().equals(scene.namespace())
                    && !request.resource().equals("events")
                    && request.agent().startsWith("kustomize-controller"));
  }
}
