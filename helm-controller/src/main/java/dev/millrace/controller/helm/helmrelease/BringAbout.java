package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.controller.helm.cluster.ReleaseSession;
import dev.millrace.controller.helm.release.Action;
import dev.millrace.controller.helm.release.Decision;
import dev.millrace.controller.helm.release.ReleaseState;
import dev.millrace.helm.release.Release;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.reconcile.Run;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Observes, decides and acts until nothing is left to do, an action would be repeated, or something
 * was put right after a failure (FLUX.md 4.2).
 */
public final class BringAbout {
  private final ObserveRelease observe;
  private final TakeStep takeStep;
  private final Rivals rivals;
  private final DigestAlgorithm algorithm;
  private final boolean retryByDefault;

  /**
   * @param rivals who wants the same release
   * @param algorithm of the digests in snapshots
   * @param retryByDefault the feature gate {@code DefaultToRetryOnFailure}
   */
  public BringAbout(
      ObserveRelease observe,
      TakeStep takeStep,
      Rivals rivals,
      DigestAlgorithm algorithm,
      boolean retryByDefault) {
    this.observe = observe;
    this.takeStep = takeStep;
    this.rivals = rivals;
    this.algorithm = algorithm;
    this.retryByDefault = retryByDefault;
  }

  /** Brings a release about; the outcome says how that went. */
  Outcome of(
      Run<HelmRelease, HelmReleaseStatus> run,
      WantedRelease wanted,
      ReleaseSession session,
      Verdict verdict) {
    RunEnd end = new RunEnd(run, verdict, rivals, retryByDefault);
    Set<Action.Type> done = EnumSet.noneOf(Action.Type.class);
    boolean forced = ForceRequest.forces(run.object());
    while (true) {
      ReleaseState state =
          run.step("observe release", () -> observe.of(wanted, run.status(), session));
      switch (Decision.of(state, wanted.spec(), run.status(), forced, retryByDefault)) {
        case Action.Rest _ -> {
          return end.asWanted(attempt(run, wanted, session), !done.isEmpty());
        }
        case Action.WarnOfDrift(Release release, var drifts) -> {
          return end.asWantedButForDrift(attempt(run, wanted, session), release, drifts);
        }
        case Action.GiveUp() -> {
          return end.exhausted();
        }
        case Action.GiveUpWithoutTarget() -> {
          return end.withoutRollbackTarget();
        }
        case Action.Step step -> {
          if (!done.add(step.type())) {
            return end.again(step);
          }
          prepare(step, state, wanted, end);
          StepResult result = take(step, run, wanted, session, verdict);
          Optional<Outcome> ended = endAfter(step, result, run, session, end);
          if (ended.isPresent()) {
            return ended.get();
          }
          forced &= step.type() != Action.Type.RELEASE;
        }
      }
    }
  }

  /** What is said or forgotten because of what was found, whatever becomes of the step. */
  private static void prepare(
      Action.Step step, ReleaseState state, WantedRelease wanted, RunEnd end) {
    if (step instanceof Action.CorrectDrift(Release release, var drifts)) {
      end.tellDrift(wanted, release, drifts);
    }
    if (state instanceof ReleaseState.Unmanaged) {
      end.tellRivals(wanted);
    }
    if (state instanceof ReleaseState.Failed) {
      end.forgetOldRevisions(wanted);
    }
  }

  /** How a run ends with a step; empty when something may be left to do. */
  private Optional<Outcome> endAfter(
      Action.Step step,
      StepResult result,
      Run<HelmRelease, HelmReleaseStatus> run,
      ReleaseSession session,
      RunEnd end) {
    session
        .cancelledBy()
        .ifPresent(cancelled -> cancelled.tell(run, HelmReleaseReason.HEALTH_CHECK_CANCELED));
    if (result.end().isPresent()) {
      return Optional.of(new Outcome.Retry(result.end().get()));
    }
    if (session.cancelledBy().isPresent()
        || (step.type() == Action.Type.RELEASE && end.isOvertaken())) {
      return Optional.of(end.overtaken());
    }
    return step.type() == Action.Type.REMEDIATE ? Optional.of(end.again(step)) : Optional.empty();
  }

  private StepResult take(
      Action.Step step,
      Run<HelmRelease, HelmReleaseStatus> run,
      WantedRelease wanted,
      ReleaseSession session,
      Verdict verdict) {
    announce(step, run, wanted);
    StepResult result =
        run.step(step.name(), () -> takeStep.of(step, attempt(run, wanted, session)));
    run.update(result.change());
    verdict.apply(result.marks());
    result.notices().forEach(run::tell);
    if (step instanceof Action.CorrectDrift(_, var drifts)) {
      run.drift(drifts.size(), result.end().isPresent() ? 0 : drifts.size());
    }
    return result;
  }

  /** What is begun is written down first, so that whoever goes on after a crash knows. */
  private static void announce(
      Action.Step step, Run<HelmRelease, HelmReleaseStatus> run, WantedRelease wanted) {
    var settings = new ActionSettings(wanted.spec());
    Duration timeout =
        switch (step) {
          case Action.Install() -> settings.installTimeout();
          case Action.Upgrade _ -> settings.upgradeTimeout();
          case Action.Test() -> settings.testTimeout();
          case Action.Rollback _ -> settings.rollbackTimeout();
          case Action.UninstallFailed() -> settings.uninstallTimeout();
          case Action.FinishUninstall() -> settings.uninstallTimeout();
          case Action.Adopt _,
              Action.Recall _,
              Action.RecallUninstall _,
              Action.Unlock _,
              Action.CorrectDrift _ ->
              Timing.timeout(wanted.spec(), null);
        };
    String message =
        "Running '%s' action with timeout of %s".formatted(step.name(), Timing.text(timeout));
    if (step.type() == Action.Type.RELEASE) {
      run.update(status -> status.toBuilder().lastAttemptedReleaseAction(step.name()).build());
      run.reportOutdated(message);
    } else if (step instanceof Action.UninstallFailed) {
      run.checkpoint(message); // soon only the status remembers that something failed
    } else {
      run.report(message);
    }
  }

  private Attempt attempt(
      Run<HelmRelease, HelmReleaseStatus> run, WantedRelease wanted, ReleaseSession session) {
    return new Attempt(wanted, run.status(), session, algorithm);
  }
}
