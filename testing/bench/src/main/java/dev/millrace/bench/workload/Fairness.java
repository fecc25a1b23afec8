package dev.millrace.bench.workload;

import dev.millrace.bench.state.Must;
import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Step;
import dev.millrace.servers.GitServer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** W16: how long one tenant's only application waits while another tenant storms. */
final class Fairness implements KustomizationWorkload {
  private static final int ROUNDS = 40;
  private static final int WARM_UP = 10;
  private static final int MANY = 100;
  private static final int SLOW = 8;
  private static final String APP = "app";

  private final int objects;
  private Latencies undisturbed = new Latencies();

  Fairness(int objects) {
    this.objects = objects;
  }

  @Override
  public List<Step> phases(Scene scene) {
    GitServer server = scene.using(GitServer.start());
    GitFleet quiet = new GitFleet(scene, server, "quiet-tenant");
    GitFleet storming = new GitFleet(scene, server, "storming-tenant");
    String revision = storming.commit(StormFiles.of(objects, MANY, SLOW));
    return List.of(
        Step.of("nobody else", ROUNDS, () -> undisturbed(scene, quiet), Must.BE_READY),
        Step.of(
            "one of %d objects, again and again".formatted(objects),
            ROUNDS,
            () -> {
              storming.connect();
              storm(scene, quiet, new Storm(scene, storming, revision, "large", 1));
            },
            Must.BE_READY),
        Step.of(
            MANY + " of one object, again and again",
            ROUNDS,
            () -> storm(scene, quiet, new Storm(scene, storming, revision, "small", MANY)),
            Must.BE_READY),
        Step.of(
            SLOW + " that render for long, again and again",
            ROUNDS,
            () -> storm(scene, quiet, new Storm(scene, storming, revision, "slow", SLOW)),
            Must.BE_READY));
  }

  private void undisturbed(Scene scene, GitFleet quiet) throws Exception {
    String revision = quiet.commit(Map.of("app.yaml", PodinfoFiles.of(APP, 1)));
    quiet.connect();
    quiet.until(
        1,
        Applied.revision(revision),
        () -> quiet.add(APP, "./", "wait: true\ntargetNamespace: " + quiet.namespace()));
    requests(scene, quiet, WARM_UP);
    undisturbed = requests(scene, quiet, ROUNDS);
    scene.note("from request to result", undisturbed.percentiles());
  }

  private void storm(Scene scene, GitFleet quiet, Storm storm) throws Exception {
    storm.begin();
    Latencies latencies = requests(scene, quiet, ROUNDS);
    int runs = storm.end();
    scene.note("from request to result", latencies.percentiles());
    scene.note(
        "times as long as with nobody else",
        "p50 %s, p99 %s, beside %d runs of the other tenant"
            .formatted(factor(latencies, 0.5), factor(latencies, 0.99), runs));
  }

  private String factor(Latencies latencies, double share) {
    double with = latencies.within(share).toNanos();
    return String.format(Locale.ROOT, "%.1f", with / undisturbed.within(share).toNanos());
  }

  private static Latencies requests(Scene scene, GitFleet fleet, int rounds) throws Exception {
    Latencies latencies = new Latencies();
    try (Asker asker = new Asker(scene, fleet.namespace(), APP)) {
      for (int i = 0; i < rounds; i++) {
        String token = scene.newRequest();
        latencies.began(token);
        asker.ask(token);
        latencies.ended(token);
      }
    }
    return latencies;
  }

  /** The repository of the tenant that storms. */
  private static final class StormFiles {
    private static final int MAPS = 1_000;
    private static final int PATCHES = 20;

    private StormFiles() {}

    static Map<String, String> of(int objects, int many, int slow) {
      Map<String, String> files = new HashMap<>();
      files.put("large-0/maps.yaml", maps("large", objects));
      for (int i = 0; i < many; i++) {
        files.put("small-" + i + "/map.yaml", map("small-" + i));
      }
      String resources = maps("slow", MAPS);
      for (int i = 0; i < slow; i++) {
        files.put("slow-" + i + "/maps.yaml", resources + map("kept-" + i));
        files.put("slow-" + i + "/kustomization.yaml", patches());
      }
      return files;
    }

    private static String maps(String prefix, int count) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < count; i++) {
        text.append(map(prefix + "-" + i));
      }
      return text.toString();
    }

    private static String map(String name) {
      return """
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: %s}
      data: {text: "some text"}
      """
          .formatted(name);
    }

    /** Each changes all objects; in the end nearly nothing is left of them. */
    private static String patches() {
      StringBuilder text =
          new StringBuilder(
              """
              apiVersion: kustomize.config.k8s.io/v1beta1
              kind: Kustomization
              resources: [maps.yaml]
              patches:
              """);
      for (int i = 0; i < PATCHES; i++) {
        text.append(
            """
            - target: {kind: ConfigMap}
              patch: '[{"op": "add", "path": "/data/patch-%d", "value": "text"}]'
            """
                .formatted(i));
      }
      return text.append(
              """
              - target: {kind: ConfigMap, name: slow-.*}
                patch: |
                  apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: any}
                  $patch: delete
              """)
          .toString();
    }
  }
}
