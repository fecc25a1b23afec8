package dev.millrace.e2e.story;

import dev.millrace.e2e.cluster.Kind;

/** Somebody scales and relabels by hand; the cluster returns to what Git says. */
final class DriftIsReverted implements Step {
  @Override
  public String title() {
    return "Drift made by hand is reverted";
  }

  @Override
  public void play(Stage stage) {
    long begin = System.nanoTime();
    stage.cluster().patch(Kind.DEPLOYMENT, "team-blue", "web", "{\"spec\":{\"replicas\":7}}");
    stage.cluster().delete(Kind.SERVICE, "team-blue", "api");
    stage.progress().happened("by hand", "7 replicas of web, and no Service api", begin);
    Expect.replicas(stage, "team-blue", "web", 1);
    stage
        .cluster()
        .await(
            Kind.SERVICE,
            "team-blue",
            "api",
            service -> service.text("spec.ports.0.port").equals("9000"));
    stage.progress().happened("reverted", "1 replica of web, and Service api is back", begin);
  }
}
