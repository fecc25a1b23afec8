package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import java.util.Map;
import java.util.function.Predicate;

/** {@code flux suspend} and {@code flux resume}: nothing is applied in between. */
final class FluxSuspendsAndResumes implements Step {
  @Override
  public String title() {
    return "flux suspend, flux resume";
  }

  @Override
  public void play(Stage stage) {
    String before = await(stage, Observed::isReady).text("status.lastAppliedRevision");
    suspend(stage, true);
    String commit =
        stage.shop().commit("Explain the shop", Map.of("apps/base/README.md", "The shop.\n"));
    stage
        .cluster()
        .await(
            Kind.GIT_REPOSITORY,
            "team-blue",
            "shop",
            each -> each.text("status.artifact.revision").endsWith(commit));

    assertThat(await(stage, _ -> true).text("status.lastAppliedRevision")).isEqualTo(before);

    suspend(stage, false);
    await(
        stage,
        each -> each.isReady() && each.text("status.lastAttemptedRevision").endsWith(commit));
  }

  private static Observed await(Stage stage, Predicate<Observed> wanted) {
    return stage.cluster().await(Kind.KUSTOMIZATION, "team-blue", "shop-dev", wanted);
  }

  private static void suspend(Stage stage, boolean suspended) {
    stage
        .cluster()
        .patch(
            Kind.KUSTOMIZATION,
            "team-blue",
            "shop-dev",
            "{\"spec\":{\"suspend\":%s}}".formatted(suspended));
  }
}
