package dev.millrace.bench.workload;

import dev.millrace.bench.state.Must;
import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Step;
import dev.millrace.servers.GitServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** W7: one application with many ConfigMaps in ten namespaces. */
final class ManyObjects implements KustomizationWorkload {
  private static final int NAMESPACES = 10;

  private final int count;

  /** Rounded to what can be shared out evenly. */
  ManyObjects(int count) {
    this.count = Math.max(1, count / NAMESPACES) * NAMESPACES;
  }

  @Override
  public void prepare(Scene scene) throws Exception {
    KustomizationWorkload.super.prepare(scene);
    for (int i = 0; i < NAMESPACES; i++) {
      scene.namespace(namespace(i));
    }
  }

  @Override
  public List<Step> phases(Scene scene) {
    GitFleet fleet = new GitFleet(scene, scene.using(GitServer.start()), "large");
    return List.of(
        Step.of("first apply", count, () -> install(fleet), must(1)),
        Step.of("all changed", count, () -> change(fleet), must(2)),
        Step.of("all compared", count, () -> compare(scene, fleet), must(2)));
  }

  private Must must(int version) {
    return Must.BE_READY
        .have(1, "Kustomization")
        .have(count, "ConfigMap")
        .with("ConfigMap", "data/version", version);
  }

  private void install(GitFleet fleet) throws Exception {
    String revision = fleet.commit(files(1));
    fleet.connect();
    fleet.until(1, Applied.revision(revision), () -> fleet.add("app", "./", "wait: true"));
  }

  private void change(GitFleet fleet) throws Exception {
    String revision = fleet.commit(files(2));
    fleet.until(1, Applied.revision(revision), fleet::pull);
  }

  private static void compare(Scene scene, GitFleet fleet) throws Exception {
    String token = scene.newRequest();
    fleet.until(1, Applied.request(token), () -> fleet.request("app", token));
  }

  private Map<String, String> files(int version) {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < NAMESPACES; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < count / NAMESPACES; j++) {
        text.append(
            """
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: map-%d, namespace: %s}
            data: {version: "%d"}
            """
                .formatted(j, namespace(i), version));
      }
      files.put(namespace(i) + ".yaml", text.toString());
    }
    return files;
  }

  private static String namespace(int number) {
    return "maps-" + number;
  }
}
