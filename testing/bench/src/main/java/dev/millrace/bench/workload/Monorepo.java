package dev.millrace.bench.workload;

import dev.millrace.bench.state.Must;
import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Step;
import dev.millrace.servers.GitServer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** W5: many applications of one repository, of which a commit touches one. */
final class Monorepo implements KustomizationWorkload {
  private static final double NANOS = 1e9;

  private final int count;

  Monorepo(int count) {
    this.count = count;
  }

  @Override
  public List<Step> phases(Scene scene) {
    GitFleet fleet = new GitFleet(scene, scene.using(GitServer.start()), "monorepo");
    Must must =
        Must.BE_READY.have(count, "Kustomization").have(count, "Deployment").have(count, "Ingress");
    return List.of(
        Step.of("install", count, () -> install(scene, fleet), must),
        Step.of("a commit that touches one", 1, () -> touchOne(scene, fleet), must));
  }

  private void install(Scene scene, GitFleet fleet) throws Exception {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < count; i++) {
      files.put(file(i), PodinfoFiles.of(name(i), 1));
    }
    String revision = fleet.commit(files);
    fleet.connect();
    fleet.until(
        count,
        Applied.revision(revision),
        () ->
            scene.forEach(
                count,
                number ->
                    fleet.add(
                        name(number),
                        "./apps/" + number,
                        "wait: true\ntimeout: 1m\ntargetNamespace: " + fleet.namespace())));
  }

  /** Ends when all know of the commit; notes how long the one took that was touched. */
  private void touchOne(Scene scene, GitFleet fleet) throws Exception {
    long start = System.nanoTime();
    String revision = fleet.commit(Map.of(file(0), PodinfoFiles.of(name(0), 2)));
    fleet.until(
        count,
        each -> {
          if (!each.getMetadata().getName().equals(name(0))) {
            return Applied.attempt(revision).test(each);
          }
          boolean applied = Applied.revision(revision).test(each);
          if (applied) {
            scene.noteOnce("from commit to the touched one ready", secondsSince(start));
          }
          return applied;
        },
        fleet::pull);
  }

  private static String secondsSince(long start) {
    return String.format(Locale.ROOT, "%.2f s", (System.nanoTime() - start) / NANOS);
  }

  private static String name(int number) {
    return "app-" + number;
  }

  private static String file(int number) {
    return "apps/" + number + "/app.yaml";
  }
}
