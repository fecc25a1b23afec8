package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.RELEASED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.PENDING_RELEASE;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.UNINSTALL_FAILED;

import dev.millrace.api.helm.Snapshot;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.UninstallAction;
import dev.millrace.helm.action.UnlockAction;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.List;

/** Frees a release from an action that was interrupted, so that others can begin (FLUX.md 4.2). */
final class FreeRelease {
  private FreeRelease() {}

  /** Says of an action that is recorded as under way that it failed. */
  static StepResult unlock(Attempt attempt) {
    String storage = attempt.wanted().name().storage();
    Snapshot locked = attempt.newestAsSnapshot();
    String subject =
        "Helm release %s with chart %s in %s state"
            .formatted(Snapshots.fullName(locked), Snapshots.chart(locked), locked.status());
    try {
      new UnlockAction(attempt.session().actions(storage)).run(attempt.wanted().name().name());
      List<Snapshot> history = attempt.historyAfter("");
      String message = "Unlocked " + subject;
      return StepResult.NOTHING
          .changing(status -> status.toBuilder().history(history).storageNamespace(storage).build())
          .marking(Mark.fails(RELEASED, PENDING_RELEASE, message))
          .telling(Notice.info(PENDING_RELEASE.text(), message));
    } catch (ActionException e) {
      String message = "Unlock of %s failed: %s".formatted(subject, e.getMessage());
      return StepResult.NOTHING
          .changing(FailureCount::failedOnceMore)
          .marking(Mark.fails(RELEASED, PENDING_RELEASE, message))
          .telling(Notice.error(PENDING_RELEASE.text(), message))
          .ending(new ReconcileFailure(PENDING_RELEASE, message, e));
    }
  }

  /** Brings an uninstall to its end. */
  static StepResult finishUninstall(Attempt attempt) {
    WantedRelease wanted = attempt.wanted();
    attempt
        .newest()
        .ifPresent(last -> RecordedSecrets.hide(last, wanted.object(), attempt.session()));
    try {
      new UninstallAction(
              attempt.session().actions(wanted.name().storage()),
              new ActionSettings(wanted.spec()).uninstall())
          .run(wanted.name().name());
      return StepResult.NOTHING.changing(
          status -> status.toBuilder().history(List.of()).inventory(null).build());
    } catch (ActionException e) {
      String message =
          "Helm uninstall failed for release %s: %s".formatted(wanted.shownName(), e.getMessage());
      return StepResult.NOTHING
          .marking(Mark.fails(RELEASED, UNINSTALL_FAILED, message))
          .telling(FailureNotice.of(UNINSTALL_FAILED, message, attempt.session()))
          .ending(new ReconcileFailure(UNINSTALL_FAILED, message, e));
    }
  }
}
