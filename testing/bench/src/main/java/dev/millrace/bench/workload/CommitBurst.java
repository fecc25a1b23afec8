package dev.millrace.bench.workload;

import dev.millrace.bench.state.Must;
import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Step;
import dev.millrace.servers.GitServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** W6: many commits in a burst, each of them announced; the last one wins. */
final class CommitBurst implements KustomizationWorkload {
  private final int commits;

  CommitBurst(int commits) {
    this.commits = commits;
  }

  @Override
  public List<Step> phases(Scene scene) {
    GitFleet fleet = new GitFleet(scene, scene.using(GitServer.start()), "burst");
    Must must = Must.BE_READY.have(1, "Kustomization").have(1, "ConfigMap");
    return List.of(
        Step.of("install", 1, () -> install(fleet), must.with("ConfigMap", "data/commit", 0)),
        Step.of(
            "%d commits".formatted(commits),
            commits,
            () -> burst(scene, fleet),
            must.with("ConfigMap", "data/commit", commits)));
  }

  private static void install(GitFleet fleet) throws Exception {
    String revision = fleet.commit(files(0));
    fleet.connect();
    fleet.until(
        1,
        Applied.revision(revision),
        () -> fleet.add("app", "./", "targetNamespace: " + fleet.namespace()));
  }

  private void burst(Scene scene, GitFleet fleet) throws Exception {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    String last = Integer.toString(commits);
    scene.until(
        ConfigMap.class,
        fleet.namespace(),
        1,
        each -> {
          String commit = each.getData().getOrDefault("commit", "0");
          seen.add(commit);
          return commit.equals(last);
        },
        () -> {
          String revision = "";
          for (int i = 1; i <= commits; i++) {
            revision = fleet.commit(files(i));
            fleet.pull();
          }
          fleet.until(1, Applied.revision(revision), () -> {});
        });
    seen.remove("0");
    scene.note("commits that were applied", seen.size() + " of " + commits);
  }

  private static Map<String, String> files(int commit) {
    return Map.of(
        "app.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: app}
        data: {commit: "%d"}
        """
            .formatted(commit));
  }
}
