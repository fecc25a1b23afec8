package dev.millrace.e2e.story;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;

/** A new image is pushed to the registry; it is committed to Git and rolled out from there. */
final class NewImageTagIsCommitted implements Step {
  private static final String OVERLAY = "apps/overlays/dev/kustomization.yaml";

  @Override
  public String title() {
    return "A new image tag appears and is committed";
  }

  @Override
  public void play(Stage stage) {
    long begin = System.nanoTime();
    stage.registry().putImage("shop/web", "1.1.0");
    stage.registry().putImage("shop/web", "2.0.0");
    stage
        .cluster()
        .await(
            Kind.IMAGE_POLICY,
            "team-blue",
            "web",
            policy -> policy.text("status.latestRef.tag").equals("1.1.0"));
    stage
        .progress()
        .happened("ImagePolicy team-blue/web", "1.1.0, for 2.0.0 is out of range", begin);
    Observed automation =
        stage
            .cluster()
            .await(
                Kind.IMAGE_UPDATE_AUTOMATION,
                "team-blue",
                "shop",
                each -> !each.text("status.lastPushCommit").isEmpty());
    String overlay = stage.shop().read("main", OVERLAY).orElseThrow();
    Expect.isTrue(
        "the overlay should name the new tag beside its marker:\n" + overlay,
        overlay.contains("newTag: 1.1.0 # {\"$imagepolicy\": \"team-blue:web:tag\"}"));
    Expect.text(
        "the head of main",
        automation.text("status.lastPushCommit"),
        stage.shop().head("main").orElse(""));
    stage
        .progress()
        .happened(
            "commit",
            stage.shop().lastMessage("main").orElse("").strip().replace('\n', ' '),
            begin);
    stage
        .cluster()
        .await(
            Kind.DEPLOYMENT,
            "team-blue",
            "web",
            web ->
                web.text("spec.template.spec.containers.0.image").endsWith("shop/web:1.1.0")
                    && web.text("status.updatedReplicas").equals("1"));
    stage.progress().happened("Deployment team-blue/web", "runs 1.1.0", begin);
  }
}
