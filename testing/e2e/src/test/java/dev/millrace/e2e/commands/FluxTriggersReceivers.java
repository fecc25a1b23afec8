package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import dev.millrace.e2e.story.Webhook;
import java.util.function.Predicate;

/**
 * {@code flux trigger receiver} posts to the path of the status, signed with the token; the objects
 * of the Receiver are asked to run.
 */
final class FluxTriggersReceivers implements Step {
  private static final String ASKED = "reconcile.fluxcd.io/requestedAt";

  @Override
  public String title() {
    return "flux trigger receiver";
  }

  @Override
  public void play(Stage stage) {
    String before = asked(source(stage, _ -> true));

    Webhook.push(stage);

    Observed asked = source(stage, each -> !asked(each).equals(before));
    Observed handled =
        source(stage, each -> each.text("status.lastHandledReconcileAt").equals(asked(each)));
    assertThat(handled.isReady()).isTrue();
    assertThat(asked(asked)).isNotEmpty();
  }

  private static Observed source(Stage stage, Predicate<Observed> wanted) {
    return stage.cluster().await(Kind.GIT_REPOSITORY, "team-green", "shop", wanted);
  }

  private static String asked(Observed object) {
    var annotations = object.object().getMetadata().getAnnotations();
    return annotations == null ? "" : annotations.getOrDefault(ASKED, "");
  }
}
