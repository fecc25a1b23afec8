package dev.millrace.e2e.story;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import java.util.Map;

/** A developer commits to one overlay, and the push webhook makes it count at once. */
final class CommitChangesAnOverlay implements Step {
  private static final String OVERLAY = "apps/overlays/prod/kustomization.yaml";

  @Override
  public String title() {
    return "A commit gives production a fourth web server";
  }

  @Override
  public void play(Stage stage) {
    long begin = System.nanoTime();
    String overlay =
        stage.shop().read("main", OVERLAY).orElseThrow().replace("count: 3", "count: 4");
    String commit = stage.shop().commit("Add a web server", Map.of(OVERLAY, overlay));
    Webhook.push(stage);
    Observed kustomization =
        stage
            .cluster()
            .await(
                Kind.KUSTOMIZATION,
                "team-green",
                "shop-prod",
                each ->
                    each.isReady()
                        && each.text("status.lastAppliedRevision").equals("main@sha1:" + commit));
    stage.progress().happened("shop-prod", kustomization.readyMessage(), begin);
    Expect.replicas(stage, "team-green", "web", 4);
    Expect.replicas(stage, "team-blue", "web", 1);
    stage.progress().happened("Deployment team-green/web", "4 replicas ready", begin);
  }
}
