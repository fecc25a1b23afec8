package dev.millrace.e2e.story;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import java.time.Duration;

/** The development stage of the shop becomes running objects, applied as the tenant. */
final class KustomizationIsApplied implements Step {
  @Override
  public String title() {
    return "The shop's development stage is applied and becomes healthy";
  }

  @Override
  public void play(Stage stage) {
    long begin = System.nanoTime();
    Observed kustomization =
        stage
            .cluster()
            .await(
                Kind.KUSTOMIZATION,
                "team-blue",
                "shop-dev",
                Duration.ofSeconds(120),
                Observed::isReady);
    stage
        .progress()
        .happened("Kustomization team-blue/shop-dev", kustomization.readyMessage(), begin);
    Expect.replicas(stage, "team-blue", "web", 1);
    Expect.text(
        "the host of the ingress",
        "dev.shop.example.com",
        stage
            .cluster()
            .find(Kind.INGRESS, "team-blue", "web")
            .map(ingress -> ingress.text("spec.rules.0.host"))
            .orElse(""));
    stage.progress().happened("Deployment team-blue/web", "1 replica ready", begin);
  }
}
