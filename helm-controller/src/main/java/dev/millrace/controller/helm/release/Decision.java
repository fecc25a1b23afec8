package dev.millrace.controller.helm.release;

import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.helm.HelmReleaseStatus;
import java.util.Optional;

/** Decides what is to be done about a release, purely (FLUX.md 4.2). */
public final class Decision {
  private static final String CORRECT = "enabled";

  private final HelmReleaseSpec spec;
  private final HelmReleaseStatus status;
  private final boolean forced;
  private final boolean retryByDefault;

  private Decision(
      HelmReleaseSpec spec, HelmReleaseStatus status, boolean forced, boolean retryByDefault) {
    this.spec = spec;
    this.status = status;
    this.forced = forced;
    this.retryByDefault = retryByDefault;
  }

  /**
   * What is to be done.
   *
   * @param status as it stands in this run
   * @param forced whether somebody asked for a release whatever the state
   * @param retryByDefault the feature gate {@code DefaultToRetryOnFailure}
   */
  public static Action of(
      ReleaseState state,
      HelmReleaseSpec spec,
      HelmReleaseStatus status,
      boolean forced,
      boolean retryByDefault) {
    return new Decision(spec, status, forced, retryByDefault).about(state);
  }

  private Action about(ReleaseState state) {
    return switch (state) {
      case ReleaseState.Absent(_, boolean afterFailure)
          when afterFailure && isPutRightByUninstall() ->
          new Action.RecallUninstall();
      case ReleaseState.Absent _ ->
          unlessExhausted(
              Remediation.ofInstall(spec, status, retryByDefault), new Action.Install());
      case ReleaseState.Locked _ -> new Action.Unlock();
      case ReleaseState.HalfUninstalled(_, boolean afterFailure) ->
          afterFailure && isPutRightByUninstall()
              ? new Action.UninstallFailed()
              : new Action.FinishUninstall();
      case ReleaseState.Unmanaged(_, var same) ->
          same.isPresent() && !forced ? new Action.Adopt(same.get()) : new Action.Upgrade(true);
      case ReleaseState.Unrecorded(var release, boolean failedAttempt) ->
          new Action.Recall(release, failedAttempt);
      case ReleaseState.OutOfSync _ ->
          unlessExhausted(
              Remediation.ofUpgrade(spec, status, retryByDefault), new Action.Upgrade(false));
      case ReleaseState.Untested _ -> new Action.Test();
      case ReleaseState.Failed(_, var target) -> aboutFailure(target);
      case ReleaseState.Drifted(var release, var drifts) ->
          spec.driftDetection().mode().equals(CORRECT)
              ? new Action.CorrectDrift(release, drifts)
              : new Action.WarnOfDrift(release, drifts);
      case ReleaseState.InSync(var release) ->
          forced ? new Action.Upgrade(false) : new Action.Rest(release);
    };
  }

  private Action unlessExhausted(Remediation remediation, Action action) {
    return remediation.isExhausted() && !forced ? new Action.GiveUp() : action;
  }

  /** Without a counted failure, what led to it has changed since: the upgrade is tried again. */
  private Action aboutFailure(ReleaseState.RollbackTarget target) {
    Optional<Remediation> active = Remediation.active(spec, status, retryByDefault);
    boolean tryAgain =
        forced
            || active
                .filter(each -> each.failures() > 0 && each.retryInterval().isEmpty())
                .isEmpty();
    if (tryAgain) {
      return new Action.Upgrade(false);
    }
    Remediation remediation = active.orElseThrow();
    if (remediation.isExhausted() && !remediation.remediatesLast()) {
      return new Action.GiveUp();
    }
    return remediation.rollsBack() ? rollback(target) : new Action.UninstallFailed();
  }

  private boolean isPutRightByUninstall() {
    return aboutFailure(new ReleaseState.RollbackTarget.Missing())
        instanceof Action.UninstallFailed;
  }

  private static Action rollback(ReleaseState.RollbackTarget target) {
    return switch (target) {
      case ReleaseState.RollbackTarget.Proven(var snapshot) -> new Action.Rollback(snapshot);
      case ReleaseState.RollbackTarget.Doubtful _ -> new Action.Upgrade(false);
      case ReleaseState.RollbackTarget.Missing _ -> new Action.GiveUpWithoutTarget();
    };
  }
}
