package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.DRIFTED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.RELEASED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.REMEDIATED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.TEST_SUCCESS;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.MISSING_ROLLBACK_TARGET;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.RETRIES_EXCEEDED;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.helm.Snapshot;
import dev.millrace.api.meta.Condition;
import dev.millrace.apply.ObjectDrift;
import dev.millrace.apply.report.DriftReport;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.controller.helm.cluster.ReleaseSession;
import dev.millrace.controller.helm.release.Action;
import dev.millrace.controller.helm.release.Decision;
import dev.millrace.controller.helm.release.ReleaseState;
import dev.millrace.controller.helm.release.Remediation;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.helm.release.Release;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Observes, decides and acts until nothing is left to do, an action would be repeated, or something
 * was put right after a failure (FLUX.md 4.2).
 */
public final class BringAbout {
  private final ObserveRelease observe;
  private final TakeStep takeStep;
  private final DigestAlgorithm algorithm;
  private final boolean retryByDefault;

  /**
   * @param algorithm of the digests in snapshots
   * @param retryByDefault the feature gate {@code DefaultToRetryOnFailure}
   */
  public BringAbout(
      ObserveRelease observe,
      TakeStep takeStep,
      DigestAlgorithm algorithm,
      boolean retryByDefault) {
    this.observe = observe;
    this.takeStep = takeStep;
    this.algorithm = algorithm;
    this.retryByDefault = retryByDefault;
  }

  /** Brings a release about; the outcome says how that went. */
  Outcome of(
      Run<HelmRelease, HelmReleaseStatus> run,
      WantedRelease wanted,
      ReleaseSession session,
      Verdict verdict) {
    Set<Action.Type> done = EnumSet.noneOf(Action.Type.class);
    boolean forced = ForceRequest.forces(run.object());
    while (true) {
      ReleaseState state =
          run.step("observe release", () -> observe.of(wanted, run.status(), session));
      switch (Decision.of(state, wanted.spec(), run.status(), forced, retryByDefault)) {
        case Action.Rest(Release release) -> {
          markDrift(wanted, verdict, List.of());
          return settled(attempt(run, wanted, session), run, verdict, release, !done.isEmpty());
        }
        case Action.WarnOfDrift(Release release, var drifts) -> {
          warn(run, verdict, release, drifts);
          return settled(attempt(run, wanted, session), run, verdict, release, true);
        }
        case Action.GiveUp() -> {
          return exhausted(run, verdict);
        }
        case Action.GiveUpWithoutTarget() -> {
          verdict.ready().ifPresent(run::mark);
          return new Outcome.Stalled(
              MISSING_ROLLBACK_TARGET,
              "Failed to perform remediation: missing target release for rollback: no earlier"
                  + " revision succeeded");
        }
        case Action.Step step -> {
          if (!done.add(step.type())) {
            return again(run, verdict);
          }
          StepResult result = take(step, run, wanted, session, verdict);
          Optional<Outcome> end = endAfter(step, result, run, session, verdict);
          if (end.isPresent()) {
            return end.get();
          }
          forced &= step.type() != Action.Type.RELEASE;
        }
      }
    }
  }

  /** How a run ends with a step; empty when something may be left to do. */
  private Optional<Outcome> endAfter(
      Action.Step step,
      StepResult result,
      Run<HelmRelease, HelmReleaseStatus> run,
      ReleaseSession session,
      Verdict verdict) {
    session
        .cancelledBy()
        .ifPresent(cancelled -> cancelled.tell(run, HelmReleaseReason.HEALTH_CHECK_CANCELED));
    if (result.end().isPresent()) {
      return Optional.of(new Outcome.Retry(result.end().get()));
    }
    if (session.cancelledBy().isPresent() || isOvertaken(step, run, verdict)) {
      return Optional.of(overtaken(verdict));
    }
    return step.type() == Action.Type.REMEDIATE
        ? Optional.of(again(run, verdict))
        : Optional.empty();
  }

  /** Whether a release failed that nobody wants any more: the newer one is tried at once. */
  private static boolean isOvertaken(
      Action.Step step, Run<HelmRelease, HelmReleaseStatus> run, Verdict verdict) {
    return step.type() == Action.Type.RELEASE && !verdict.holds(RELEASED) && run.superseded();
  }

  private static Outcome overtaken(Verdict verdict) {
    String message =
        verdict.ready().map(Mark::message).orElse("") + "; going on with what is wanted now";
    return new Outcome.Retry(
        new ReconcileFailure(HelmReleaseReason.HEALTH_CHECK_CANCELED, message));
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
    result.notice().ifPresent(run::tell);
    if (step instanceof Action.CorrectDrift(_, var drifts)) {
      run.drift(drifts.size(), result.end().isPresent() ? 0 : drifts.size());
    }
    return result;
  }

  /** What is begun is written down first, so that whoever goes on after a crash knows. */
  private static void announce(
      Action.Step step, Run<HelmRelease, HelmReleaseStatus> run, WantedRelease wanted) {
    var settings = new ActionSettings(wanted.spec(), false);
    Duration timeout =
        switch (step) {
          case Action.Install() -> settings.installTimeout();
          case Action.Upgrade _ -> settings.upgradeTimeout();
          case Action.Test() -> settings.testTimeout();
          case Action.Rollback _ -> settings.rollbackTimeout();
          case Action.UninstallFailed() -> settings.uninstallTimeout();
          case Action.FinishUninstall() -> settings.uninstallTimeout();
          case Action.Adopt _, Action.Recall _, Action.Unlock _, Action.CorrectDrift _ ->
              Timing.timeout(wanted.spec(), null);
        };
    String message =
        "Running '%s' action with timeout of %s".formatted(step.name(), Timing.text(timeout));
    if (step.type() == Action.Type.RELEASE) {
      run.update(status -> status.toBuilder().lastAttemptedReleaseAction(step.name()).build());
      run.reportOutdated(message);
    } else {
      run.report(message);
    }
  }

  private Attempt attempt(
      Run<HelmRelease, HelmReleaseStatus> run, WantedRelease wanted, ReleaseSession session) {
    return new Attempt(wanted, run.status(), session, algorithm);
  }

  /** The release is as wanted: what is left is to say so. */
  private Outcome settled(
      Attempt attempt,
      Run<HelmRelease, HelmReleaseStatus> run,
      Verdict verdict,
      Release release,
      boolean changed) {
    WantedRelease wanted = attempt.wanted();
    boolean ignoreTests =
        active(run).map(Remediation::ignoresTests).orElse(wanted.spec().test().ignoreFailures());
    run.update(
        status ->
            wanted.observedIn(
                status.toBuilder()
                    .history(Snapshots.truncated(status.history(), ignoreTests))
                    .build()));
    if (run.status().inventory() == null) {
      run.update(status -> status.toBuilder().inventory(new TakeInventory().of(attempt)).build());
    }
    if (!wanted.spec().test().enable()) {
      verdict.remove(TEST_SUCCESS);
    }
    if (verdict.holds(REMEDIATED) || !verdict.holds(RELEASED)) {
      Snapshot latest = Snapshots.latest(run.status().history()).orElseThrow();
      verdict.remove(REMEDIATED);
      verdict.put(ReleaseAction.named(latest.action()).success(latest));
    }
    Mark ready = verdict.ready().orElseThrow();
    HelmReleaseReason reason = HelmReleaseReason.of(ready.reason());
    if (!ready.status().equals(Condition.TRUE)) {
      return new Outcome.Waiting(
          reason, ready.message(), new HelmReleaseKind().interval(run.object()));
    }
    run.update(FailureCount::forgotten);
    return changed
        ? new Outcome.Ready(reason, ready.message())
        : new Outcome.Unchanged(reason, ready.message());
  }

  /** Something failed and was put right, or could not be: it is tried again, or never again. */
  private Outcome again(Run<HelmRelease, HelmReleaseStatus> run, Verdict verdict) {
    Optional<Remediation> active = active(run);
    Mark ready =
        verdict
            .ready()
            .filter(mark -> mark.status().equals(Condition.FALSE))
            .orElse(
                Mark.fails(
                    "Ready",
                    HelmReleaseReason.RECONCILE_ERROR,
                    "the release is not as wanted after all that could be done in one run"));
    if (active.filter(Remediation::isExhausted).isPresent()) {
      return exhausted(run, verdict);
    }
    HelmReleaseReason reason = HelmReleaseReason.of(ready.reason());
    Optional<Duration> interval = active.flatMap(Remediation::retryInterval);
    return interval.isPresent()
        ? new Outcome.Waiting(reason, ready.message(), interval.get())
        : new Outcome.Retry(new ReconcileFailure(reason, ready.message()));
  }

  private Outcome exhausted(Run<HelmRelease, HelmReleaseStatus> run, Verdict verdict) {
    verdict.ready().filter(mark -> mark.status().equals(Condition.FALSE)).ifPresent(run::mark);
    long failures = active(run).map(Remediation::failures).orElse(run.status().failures());
    return new Outcome.Stalled(
        RETRIES_EXCEEDED,
        "Failed to %s after %d attempt(s)"
            .formatted(
                Objects.requireNonNullElse(run.status().lastAttemptedReleaseAction(), "release"),
                failures));
  }

  private Optional<Remediation> active(Run<HelmRelease, HelmReleaseStatus> run) {
    return Remediation.active(run.object().spec(), run.status(), retryByDefault);
  }

  private static void warn(
      Run<HelmRelease, HelmReleaseStatus> run,
      Verdict verdict,
      Release release,
      List<ObjectDrift> drifts) {
    String name = "%s/%s.v%d".formatted(release.namespace(), release.name(), release.version());
    String message = DriftReport.standing(name, drifts);
    verdict.put(Mark.holds(DRIFTED, HelmReleaseReason.DRIFT_DETECTED, message));
    run.drift(drifts.size(), 0);
    run.tell(Notice.error(HelmReleaseReason.DRIFT_DETECTED.text(), message));
  }

  private static void markDrift(WantedRelease wanted, Verdict verdict, List<ObjectDrift> drifts) {
    if (wanted.spec().driftDetection().mode().equals("disabled")) {
      verdict.remove(DRIFTED);
    } else if (drifts.isEmpty()) {
      verdict.put(
          Mark.fails(
              DRIFTED, HelmReleaseReason.NO_DRIFT_DETECTED, "The cluster is as the release says"));
    }
  }
}
