package dev.millrace.e2e.commands;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import java.time.Instant;
import java.util.List;

/** {@code flux reconcile}: asks by annotation, and waits until the status repeats the request. */
final class FluxReconciles implements Step {
  private record Subject(Kind kind, String namespace, String name) {}

  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject(Kind.GIT_REPOSITORY, "team-blue", "shop"),
          new Subject(Kind.OCI_REPOSITORY, "team-green", "settings"),
          new Subject(Kind.HELM_RELEASE, "team-green", "reports"),
          new Subject(Kind.HELM_REPOSITORY, "team-green", "shop-charts"),
          new Subject(Kind.KUSTOMIZATION, "team-blue", "shop-dev"),
          new Subject(Kind.IMAGE_REPOSITORY, "team-blue", "web"),
          new Subject(Kind.IMAGE_UPDATE_AUTOMATION, "team-blue", "shop"),
          new Subject(Kind.RECEIVER, "team-green", "push"));

  @Override
  public String title() {
    return "flux reconcile";
  }

  @Override
  public void play(Stage stage) {
    for (Subject each : SUBJECTS) {
      String now = Instant.now().toString();
      stage
          .cluster()
          .patch(
              each.kind(),
              each.namespace(),
              each.name(),
              "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"%s\"}}}"
                  .formatted(now));
      stage
          .cluster()
          .await(each.kind(), each.namespace(), each.name(), object -> handled(object, now));
    }
  }

  private static boolean handled(Observed object, String request) {
    return object.text("status.lastHandledReconcileAt").equals(request) && object.isReady();
  }
}
