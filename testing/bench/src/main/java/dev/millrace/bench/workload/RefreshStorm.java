package dev.millrace.bench.workload;

import dev.millrace.bench.process.Phase;
import dev.millrace.bench.state.Must;
import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Step;
import dev.millrace.servers.GitServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** W9: applications of one ConfigMap, half of them first; all are asked for at the same time. */
final class RefreshStorm implements KustomizationWorkload {
  private final int count;
  private final int half;
  private String revision = "";

  RefreshStorm(int count) {
    this.count = count;
    this.half = Math.max(1, count / 2);
  }

  @Override
  public List<Step> phases(Scene scene) {
    GitFleet fleet = new GitFleet(scene, scene.using(GitServer.start()), "small");
    return List.of(
        Step.of("install of " + half, half, () -> install(scene, fleet), must(half)),
        storm(scene, fleet, half),
        Step.of(
            "install of the others",
            count - half,
            () -> add(scene, fleet, half, count),
            must(count)),
        storm(scene, fleet, count));
  }

  private static Step storm(Scene scene, GitFleet fleet, int apps) {
    Phase.Work work =
        () -> {
          String token = scene.newRequest();
          fleet.until(
              apps,
              Applied.request(token),
              () -> scene.forEach(apps, number -> fleet.request(name(number), token)));
        };
    return Step.of("refresh of " + apps, apps, work, must(apps));
  }

  private static Must must(int apps) {
    return Must.BE_READY.have(apps, "Kustomization").have(apps, "ConfigMap");
  }

  private void install(Scene scene, GitFleet fleet) throws Exception {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < count; i++) {
      files.put("apps/" + i + "/map.yaml", map(i));
    }
    revision = fleet.commit(files);
    fleet.connect();
    add(scene, fleet, 0, half);
  }

  private void add(Scene scene, GitFleet fleet, int from, int to) throws Exception {
    fleet.until(
        to,
        Applied.revision(revision),
        () ->
            scene.forEach(
                to - from,
                number ->
                    fleet.add(
                        name(from + number),
                        "./apps/" + (from + number),
                        "targetNamespace: " + fleet.namespace())));
  }

  private static String map(int number) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: %s}
    data: {text: "%s"}
    """
        .formatted(name(number), "0123456789".repeat(200));
  }

  private static String name(int number) {
    return "app-" + number;
  }
}
