package dev.millrace.bench.workload;

import dev.millrace.bench.state.Must;
import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Step;
import dev.millrace.servers.GitServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** W11: a chain of twenty that depend on each other, and many that depend on one. */
final class Dependencies implements KustomizationWorkload {
  private static final int CHAIN = 20;

  private final int fan;
  private String revision = "";

  Dependencies(int fan) {
    this.fan = fan;
  }

  @Override
  public List<Step> phases(Scene scene) {
    GitFleet fleet = new GitFleet(scene, scene.using(GitServer.start()), "waiting");
    revision = fleet.commit(files());
    fleet.connect();
    return List.of(
        Step.of(
            "a chain of " + CHAIN,
            CHAIN,
            () -> apply(scene, fleet, CHAIN, CHAIN, n -> "chain-" + n, n -> "chain-" + (n + 1)),
            Must.BE_READY.have(CHAIN, "Kustomization")),
        Step.of(
            fan + " that depend on one",
            fan,
            () -> apply(scene, fleet, fan + 1, CHAIN + fan + 1, n -> "fan-" + n, _ -> "fan-" + fan),
            Must.BE_READY.have(CHAIN + fan + 1, "Kustomization")));
  }

  /** What names something by its number. */
  private interface Naming {
    String of(int number);
  }

  /** The last one depends on nothing. */
  private void apply(
      Scene scene, GitFleet fleet, int count, int expected, Naming names, Naming dependencies)
      throws Exception {
    fleet.until(
        expected,
        Applied.revision(revision),
        () ->
            scene.forEach(
                count,
                number ->
                    fleet.add(
                        names.of(number),
                        "./" + names.of(number),
                        "targetNamespace: %s\n%s"
                            .formatted(
                                fleet.namespace(),
                                number == count - 1
                                    ? ""
                                    : "dependsOn: [{name: %s}]\n"
                                        .formatted(dependencies.of(number))))));
  }

  private Map<String, String> files() {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < CHAIN; i++) {
      files.put("chain-" + i + "/map.yaml", map("chain-" + i));
    }
    for (int i = 0; i <= fan; i++) {
      files.put("fan-" + i + "/map.yaml", map("fan-" + i));
    }
    return files;
  }

  private static String map(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n".formatted(name);
  }
}
