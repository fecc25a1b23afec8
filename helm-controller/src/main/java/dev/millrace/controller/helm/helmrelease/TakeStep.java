package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.Snapshot;
import dev.millrace.controller.helm.release.Action;
import dev.millrace.helm.release.Release;

/** Does what was decided, one step. */
public final class TakeStep {
  private final ReleaseChart releaseChart;
  private final TestRelease testRelease;
  private final CorrectDrift correctDrift;

  /**
   * @param retryByDefault the feature gate {@code DefaultToRetryOnFailure}
   */
  public TakeStep(ReleaseChart releaseChart, DetectDrift detectDrift, boolean retryByDefault) {
    this.releaseChart = releaseChart;
    this.correctDrift = new CorrectDrift(detectDrift);
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
      case Action.FinishUninstall() -> FreeRelease.finishUninstall(attempt);
      case Action.Unlock() -> FreeRelease.unlock(attempt);
      case Action.CorrectDrift(Release release, var drifts) ->
          correctDrift.of(attempt, release, drifts);
    };
  }
}
