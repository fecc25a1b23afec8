package dev.millrace.e2e.story;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import java.util.Map;

/** A chart version whose pods never become ready is published, and the release is rolled back. */
final class FailedUpgradeIsRolledBack implements Step {
  private static final String NEVER_READY =
      """
      replicas: 1
      image:
        repository: registry.example.com/shop/reports
        tag: ""
      schedule: hourly
      podAnnotations:
        fake-kubelet/ready: "false"
      cache:
        enabled: true
      """;

  @Override
  public String title() {
    return "A chart upgrade fails and is rolled back";
  }

  @Override
  public void play(Stage stage) {
    long begin = System.nanoTime();
    ReportsChart.publish(stage, "1.1.0", Map.of("values.yaml", NEVER_READY));
    stage
        .progress()
        .happened("chart", "reports 1.1.0 is published; its pods never get ready", begin);
    Observed release =
        stage
            .cluster()
            .await(
                Kind.HELM_RELEASE,
                "team-green",
                "reports",
                each -> "True".equals(each.condition("Remediated").get("status")));
    stage
        .progress()
        .happened(
            "HelmRelease team-green/reports",
            String.valueOf(release.condition("Remediated").get("message")),
            begin);
    Expect.text(
        "the version in the history", "1.0.0", release.text("status.history.0.chartVersion"));
    Expect.replicas(stage, "team-green", "reports", 2);
    stage.progress().happened("Deployment team-green/reports", "2 replicas of 1.0.0 run", begin);
    ReportsChart.publish(stage, "1.2.0", Map.of());
    stage
        .cluster()
        .await(
            Kind.HELM_RELEASE,
            "team-green",
            "reports",
            each -> each.isReady() && each.text("status.history.0.chartVersion").equals("1.2.0"));
    stage.progress().happened("chart", "reports 1.2.0 mends it, and is deployed", begin);
  }
}
