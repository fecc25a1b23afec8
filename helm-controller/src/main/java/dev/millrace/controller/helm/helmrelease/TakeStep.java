package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.RELEASED;

import dev.millrace.api.helm.Snapshot;
import dev.millrace.apply.DriftDetector;
import dev.millrace.apply.ObjectDrift;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.drift.SecretMask;
import dev.millrace.apply.report.DriftReport;
import dev.millrace.controller.helm.release.Action;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.UninstallAction;
import dev.millrace.helm.action.UnlockAction;
import dev.millrace.helm.release.Release;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.ArrayList;
import java.util.List;

/** Does what was decided, one step. */
public final class TakeStep {
  private final ReleaseChart releaseChart;
  private final TestRelease testRelease;
  private final DetectDrift detectDrift;

  /**
   * @param retryByDefault the feature gate {@code DefaultToRetryOnFailure}
   */
  public TakeStep(ReleaseChart releaseChart, DetectDrift detectDrift, boolean retryByDefault) {
    this.releaseChart = releaseChart;
    this.detectDrift = detectDrift;
    this.testRelease = new TestRelease(retryByDefault);
  }

  StepResult of(Action.Step step, Attempt attempt) {
    return switch (step) {
      case Action.Install() -> releaseChart.install(attempt);
      case Action.Upgrade(boolean afresh) -> releaseChart.upgrade(attempt, afresh);
      case Action.Adopt(Release release) -> TakeOver.adopt(attempt, release);
      case Action.Recall(Release release, boolean failedAttempt) ->
          TakeOver.recall(attempt, release, failedAttempt);
      case Action.RecallUninstall() -> RemediateRelease.uninstalled(attempt);
      case Action.Test() -> testRelease.run(attempt);
      case Action.Rollback(Snapshot target) -> RemediateRelease.rollBack(attempt, target);
      case Action.UninstallFailed() -> RemediateRelease.uninstall(attempt);
      case Action.FinishUninstall() -> finishUninstall(attempt);
      case Action.Unlock() -> unlock(attempt);
      case Action.CorrectDrift(Release release, var drifts) -> correct(attempt, release, drifts);
    };
  }

  private static StepResult unlock(Attempt attempt) {
    String name = attempt.wanted().name().name();
    Snapshot locked = attempt.newestAsSnapshot();
    String subject =
        "Helm release %s with chart %s in %s state"
            .formatted(Snapshots.fullName(locked), Snapshots.chart(locked), locked.status());
    try {
      new UnlockAction(attempt.session().actions(attempt.wanted().name().storage())).run(name);
      List<Snapshot> history = attempt.historyAfter("");
      String message = "Unlocked " + subject;
      return StepResult.NOTHING
          .changing(
              status ->
                  status.toBuilder()
                      .history(history)
                      .storageNamespace(attempt.wanted().name().storage())
                      .build())
          .marking(Mark.fails(RELEASED, HelmReleaseReason.PENDING_RELEASE, message))
          .telling(Notice.info(HelmReleaseReason.PENDING_RELEASE.text(), message));
    } catch (ActionException e) {
      String message = "Unlock of %s failed: %s".formatted(subject, e.getMessage());
      return StepResult.NOTHING
          .changing(status -> status.toBuilder().failures(status.failures() + 1).build())
          .marking(Mark.fails(RELEASED, HelmReleaseReason.PENDING_RELEASE, message))
          .telling(Notice.error(HelmReleaseReason.PENDING_RELEASE.text(), message))
          .ending(new ReconcileFailure(HelmReleaseReason.PENDING_RELEASE, message, e));
    }
  }

  /** An uninstall that something interrupted is brought to its end. */
  private static StepResult finishUninstall(Attempt attempt) {
    WantedRelease wanted = attempt.wanted();
    attempt
        .newest()
        .ifPresent(last -> RecordedSecrets.hide(last, wanted.object(), attempt.session()));
    try {
      new UninstallAction(
              attempt.session().actions(wanted.name().storage()),
              new ActionSettings(wanted.spec(), false).uninstall())
          .run(wanted.name().name());
      return StepResult.NOTHING.changing(
          status -> status.toBuilder().history(List.of()).inventory(null).build());
    } catch (ActionException e) {
      String message =
          "Helm uninstall failed for release %s: %s".formatted(wanted.shownName(), e.getMessage());
      return StepResult.NOTHING
          .marking(Mark.fails(RELEASED, HelmReleaseReason.UNINSTALL_FAILED, message))
          .telling(FailureNotice.of(HelmReleaseReason.UNINSTALL_FAILED, message, attempt.session()))
          .ending(new ReconcileFailure(HelmReleaseReason.UNINSTALL_FAILED, message, e));
    }
  }

  private StepResult correct(Attempt attempt, Release release, List<ObjectDrift> drifts) {
    DriftDetector detector = detectDrift.on(attempt.session());
    DriftReport.Values values = DetectDrift.values(attempt.wanted(), release);
    List<String> problems = new ArrayList<>();
    for (ObjectDrift drift : drifts) {
      try {
        detector.correct(drift);
      } catch (ApiFailure e) {
        SecretMask mask = SecretMask.of(drift.object(), values == DriftReport.Values.WITHHELD);
        String why = mask.scrub(String.valueOf(e.getMessage()), drift.object());
        problems.add(drift.object() + ": " + attempt.session().secrets().scrub(why));
      }
    }
    String name = "%s/%s.v%d".formatted(release.namespace(), release.name(), release.version());
    if (problems.isEmpty()) {
      return StepResult.NOTHING.telling(
          Notice.info(
              HelmReleaseReason.DRIFT_CORRECTED.text(),
              DriftReport.corrected(name, drifts, values)));
    }
    String message =
        "Failed to correct all of the cluster state of release %s: %s"
            .formatted(name, String.join("; ", problems));
    return StepResult.NOTHING
        .telling(Notice.error(HelmReleaseReason.DRIFT_CORRECTION_FAILED.text(), message))
        .ending(new ReconcileFailure(HelmReleaseReason.DRIFT_CORRECTION_FAILED, message));
  }
}
