package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.HEALTH_CHECK_CANCELED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.RECONCILIATION_SUCCEEDED;

import dev.millrace.api.meta.Artifact;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.outcome.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What status, events and metrics tell of a run that came as far as applying (FLUX.md 3.1). */
final class RunResults {
  private final Clock clock;

  /**
   * @param clock the time of day, for the history
   */
  RunResults(Clock clock) {
    this.clock = clock;
  }

  /**
   * Nothing was to be done, and all is healthy. Of a revision that is news for those who show how
   * it fares, such as statuses of commits.
   */
  Outcome kept(Task task) {
    if (!task.source().revision().equals(task.object().status().lastAttemptedRevision())) {
      tellFinished(task, Severity.SIGNAL);
    }
    return new Outcome.Unchanged(
        RECONCILIATION_SUCCEEDED, text(task.object().status().lastAppliedRevision()));
  }

  /** Everything is applied and healthy. */
  Outcome applied(Task task, Effect.Applied applied) {
    boolean isNews = applied.changed() || task.isNew();
    addToHistory(task, applied.manifests(), RECONCILIATION_SUCCEEDED);
    measure(task);
    Source source = task.source();
    task.run()
        .update(
            status ->
                status.toBuilder()
                    .lastAppliedRevision(source.revision())
                    .lastAppliedOriginRevision(source.originRevision().orElse(null))
                    .build());
    if (isNews) {
      tellFinished(task, Severity.INFO);
    } else if (task.run().requestedAt().isPresent()) {
      tellFinished(task, Severity.SIGNAL);
    }
    String message = text(source.revision());
    return isNews
        ? new Outcome.Ready(RECONCILIATION_SUCCEEDED, message)
        : new Outcome.Unchanged(RECONCILIATION_SUCCEEDED, message);
  }

  /**
   * Applying failed, or what was applied is not healthy.
   *
   * @param manifests digest of the manifests
   */
  void failed(Task task, String manifests, ReconcileFailure failure) {
    if (failure.reason() != HEALTH_CHECK_CANCELED) {
      addToHistory(task, manifests, failure.reason());
    }
  }

  private void addToHistory(Task task, String manifests, Reason result) {
    Duration took = task.run().elapsed();
    Instant now = clock.instant();
    task.run()
        .update(
            status ->
                status.toBuilder()
                    .history(
                        History.with(status.history(), manifests, task.source(), result, took, now))
                    .build());
  }

  /**
   * How long a revision took is measured when it is the only news: a new spec may ask for a
   * revision that others wanted long ago.
   */
  private static void measure(Task task) {
    Artifact artifact = task.source().artifact();
    String before = task.object().status().lastAppliedRevision();
    if (!artifact.revision().equals(before) && !task.run().hasNewSpec()) {
      artifact.lastUpdateTime().tryInstant().ifPresent(task.run()::rollsOut);
    }
  }

  private void tellFinished(Task task, Severity severity) {
    String message =
        "Reconciliation finished in %s, next run in %s"
            .formatted(
                Timing.text(task.run().elapsed()),
                Timing.text(Timing.interval(task.object().spec())));
    task.run()
        .tell(
            new Notice(
                severity,
                RECONCILIATION_SUCCEEDED.text(),
                message,
                Map.of("commit_status", "update")));
  }

  private static String text(@Nullable String revision) {
    return "Applied revision: " + revision;
  }
}
