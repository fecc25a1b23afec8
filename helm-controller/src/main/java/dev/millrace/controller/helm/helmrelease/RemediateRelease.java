package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.REMEDIATED;

import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.helm.Snapshot;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.RollbackAction;
import dev.millrace.helm.action.UninstallAction;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.List;
import java.util.Map;

/** Puts a failed release right: by a rollback, or by uninstalling it (FLUX.md 4.2). */
final class RemediateRelease {
  private RemediateRelease() {}

  static StepResult rollBack(Attempt attempt, Snapshot target) {
    WantedRelease wanted = attempt.wanted();
    var settings = new ActionSettings(wanted.spec());
    String subject = rollbackTo(target);
    attempt
        .revision(target.version())
        .ifPresent(earlier -> RecordedSecrets.hide(earlier, wanted.object(), attempt.session()));
    try {
      new RollbackAction(attempt.session().actions(wanted.name().storage()), settings.rollback())
          .run(target.name(), (int) target.version());
      List<Snapshot> history = attempt.historyAfter("rollback");
      StepResult result =
          TakeInventory.of(attempt)
              .in(StepResult.NOTHING)
              .changing(status -> status.toBuilder().history(history).build())
              .changing(status -> observedBefore(status, wanted));
      return rolledBack(result, target, wanted);
    } catch (ActionException e) {
      List<Snapshot> history = attempt.historyAfter("rollback");
      StepResult result =
          failed(
                  HelmReleaseReason.ROLLBACK_FAILED,
                  subject,
                  e,
                  attempt,
                  RevisionFacts.of(target, wanted))
              .changing(status -> status.toBuilder().history(history).build());
      return Attempt.changed(attempt.status().history(), history)
          ? result
          : result.ending(
              new ReconcileFailure(HelmReleaseReason.ROLLBACK_FAILED, text(subject, e)));
    }
  }

  /** Says that an earlier revision was brought back. */
  static StepResult rolledBack(StepResult result, Snapshot target, WantedRelease wanted) {
    String message = rollbackTo(target) + " succeeded";
    return result
        .marking(Mark.holds(REMEDIATED, HelmReleaseReason.ROLLBACK_SUCCEEDED, message))
        .telling(
            Notice.info(HelmReleaseReason.ROLLBACK_SUCCEEDED.text(), message)
                .with(RevisionFacts.of(target, wanted)));
  }

  private static String rollbackTo(Snapshot target) {
    return "Helm rollback to previous release %s with chart %s"
        .formatted(Snapshots.fullName(target), Snapshots.chart(target));
  }

  /** What is rolled back to was changed after rendering as the spec said then. */
  private static HelmReleaseStatus observedBefore(HelmReleaseStatus status, WantedRelease wanted) {
    HelmReleaseStatus before = wanted.object().status();
    return status.toBuilder()
        .observedPostRenderersDigest(before.observedPostRenderersDigest())
        .observedCommonMetadataDigest(before.observedCommonMetadataDigest())
        .build();
  }

  static StepResult uninstall(Attempt attempt) {
    WantedRelease wanted = attempt.wanted();
    var settings = new ActionSettings(wanted.spec());
    try {
      new UninstallAction(attempt.session().actions(wanted.name().storage()), settings.uninstall())
          .run(wanted.name().name());
      return uninstalled(attempt);
    } catch (ActionException e) {
      String subject = uninstallOf(attempt.latest());
      List<Snapshot> history = attempt.historyAfter("uninstall");
      return failed(
              HelmReleaseReason.UNINSTALL_FAILED,
              subject,
              e,
              attempt,
              RevisionFacts.of(attempt.latest()))
          .changing(status -> status.toBuilder().history(history).build())
          .ending(new ReconcileFailure(HelmReleaseReason.UNINSTALL_FAILED, text(subject, e)));
    }
  }

  /** Says that what failed was uninstalled. */
  static StepResult uninstalled(Attempt attempt) {
    String message = uninstallOf(attempt.latest()) + " succeeded";
    List<Snapshot> history =
        attempt.recorded().isEmpty() ? List.of() : attempt.historyAfter("uninstall");
    return StepResult.NOTHING
        .changing(status -> status.toBuilder().history(history).inventory(null).build())
        .marking(Mark.holds(REMEDIATED, HelmReleaseReason.UNINSTALL_SUCCEEDED, message))
        .telling(
            Notice.info(HelmReleaseReason.UNINSTALL_SUCCEEDED.text(), message)
                .with(RevisionFacts.of(attempt.latest())));
  }

  private static String uninstallOf(Snapshot failed) {
    return "Helm uninstall remediation for release %s with chart %s"
        .formatted(Snapshots.fullName(failed), Snapshots.chart(failed));
  }

  private static StepResult failed(
      Reason reason,
      String subject,
      ActionException e,
      Attempt attempt,
      Map<String, String> facts) {
    String message = text(subject, e);
    return StepResult.NOTHING
        .changing(FailureCount::failedOnceMore)
        .marking(Mark.fails(REMEDIATED, reason, message))
        .telling(FailureNotice.of(reason, message, attempt.session()).with(facts));
  }

  private static String text(String subject, ActionException e) {
    return "%s failed: %s".formatted(subject, e.getMessage());
  }
}
