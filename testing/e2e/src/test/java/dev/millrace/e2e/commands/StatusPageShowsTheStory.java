package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.StatusPageReader;
import dev.millrace.e2e.story.Step;
import dev.millrace.servers.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/**
 * The status page of the packaged controller: nothing without a token, else what its owner sees.
 */
final class StatusPageShowsTheStory implements Step {
  @Override
  public String title() {
    return "the status page";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    try (StatusPageReader stranger = StatusPageReader.anonymous(stage);
        StatusPageReader operator =
            StatusPageReader.as(stage, "flux-system", "notification-controller");
        StatusPageReader tenant = StatusPageReader.as(stage, "team-blue", "deployer")) {
      assertThat(stranger.read("/").statusCode()).isEqualTo(401);
      assertThat(operator.read("/").body())
          .contains("team-blue/<b>shop-dev</b>", "team-green/<b>shop-prod</b>")
          .contains("Kustomization", "HelmRelease", "/objects/HelmRelease/team-green/reports");
      assertThat(tenant.read("/").body())
          .contains("kustomizations in namespace team-blue: you may not see them")
          .doesNotContain("<b>shop-dev</b>", "<b>shop-prod</b>");

      installViewersRole(stage);
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () ->
                  assertThat(tenant.read("/").body())
                      .contains("team-blue/<b>shop-dev</b>")
                      .doesNotContain("<b>shop-prod</b>"));
    }
  }

  /** Kubernetes makes it part of the role that tenants have, a moment later. */
  private static void installViewersRole(Stage stage) {
    try {
      String role =
          Files.readString(
              Repository.root().resolve("manifests/install/components/status-page/view.yaml"));
      stage.cluster().applyText(role, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
