package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.DRIFTED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.RELEASED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.REMEDIATED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.TEST_SUCCESS;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.MISSING_ROLLBACK_TARGET;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.RETRIES_EXCEEDED;
import static java.util.stream.Collectors.joining;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.helm.Snapshot;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.ResourceInventory;
import dev.millrace.apply.ObjectDrift;
import dev.millrace.apply.report.DriftReport;
import dev.millrace.controller.helm.release.Action;
import dev.millrace.controller.helm.release.Remediation;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.helm.release.Release;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The ways in which a run ends once nothing is left to do in it, and what it says then. */
final class RunEnd {
  private static final int MOST_NAMED = 5;

  private final Run<HelmRelease, HelmReleaseStatus> run;
  private final Verdict verdict;
  private final Rivals rivals;
  private final boolean retryByDefault;

  /**
   * @param rivals who wants the same release, which is said for as long as it is so
   * @param retryByDefault the feature gate {@code DefaultToRetryOnFailure}
   */
  RunEnd(
      Run<HelmRelease, HelmReleaseStatus> run,
      Verdict verdict,
      Rivals rivals,
      boolean retryByDefault) {
    this.run = run;
    this.verdict = verdict;
    this.rivals = rivals;
    this.retryByDefault = retryByDefault;
  }

  /**
   * The release is as wanted.
   *
   * @param changed whether this run made it so
   */
  Outcome asWanted(Attempt attempt, boolean changed) {
    if (DetectDrift.isWanted(attempt.wanted().spec())) {
      verdict.put(
          Mark.fails(
              DRIFTED, HelmReleaseReason.NO_DRIFT_DETECTED, "The cluster is as the release says"));
    } else {
      verdict.remove(DRIFTED);
    }
    return settled(attempt, changed);
  }

  /** The release is as wanted, and drift of its objects is only to be told. */
  Outcome asWantedButForDrift(Attempt attempt, Release release, List<ObjectDrift> drifts) {
    tellDrift(attempt.wanted(), release, drifts);
    run.drift(drifts.size(), 0);
    return settled(attempt, true);
  }

  /** Says that objects of the release are not as it says. */
  void tellDrift(WantedRelease wanted, Release release, List<ObjectDrift> drifts) {
    String message =
        DriftReport.standing(
            Snapshots.fullName(release), drifts, DetectDrift.values(wanted, release));
    verdict.put(Mark.holds(DRIFTED, HelmReleaseReason.DRIFT_DETECTED, message));
    run.tell(Notice.error(HelmReleaseReason.DRIFT_DETECTED.text(), message));
  }

  /** The history does not grow with each attempt that fails. */
  void forgetOldRevisions(WantedRelease wanted) {
    boolean ignoreTests =
        active().map(Remediation::ignoresTests).orElse(wanted.spec().test().ignoreFailures());
    run.update(
        status ->
            status.toBuilder().history(Snapshots.truncated(status.history(), ignoreTests)).build());
  }

  private Outcome settled(Attempt attempt, boolean changed) {
    rememberWhatCounts(attempt);
    if (!attempt.wanted().spec().test().enable()) {
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
    String message =
        rivals
            .namesOf(run.object())
            .map(names -> "%s; but %s".formatted(ready.message(), contention(names)))
            .orElse(ready.message());
    return changed ? new Outcome.Ready(reason, message) : new Outcome.Unchanged(reason, message);
  }

  /** Says, if it is so, that others will take the release back. */
  void tellRivals(WantedRelease wanted) {
    rivals
        .namesOf(run.object())
        .ifPresent(
            names ->
                run.tell(
                    Notice.error(
                        HelmReleaseReason.RELEASE_SHARED.text(),
                        "Taking over release %s, but %s"
                            .formatted(wanted.shownName(), contention(names)))));
  }

  private static String contention(String names) {
    return "it is also wanted by HelmRelease %s: each undoes what the other did until one of them"
            .formatted(names)
        + " gets another spec.releaseName or spec.storageNamespace, or is suspended";
  }

  private void rememberWhatCounts(Attempt attempt) {
    forgetOldRevisions(attempt.wanted());
    run.update(attempt.wanted()::observedIn);
    if (run.status().inventory() == null) {
      ResourceInventory inventory = TakeInventory.of(attempt).inventory();
      run.update(status -> status.toBuilder().inventory(inventory).build());
    }
  }

  /**
   * Something failed and was put right, or could not be: it is tried again, or never again.
   *
   * @param step what was done last, or would have to be done once more
   */
  Outcome again(Action.Step step) {
    Optional<Remediation> active = active();
    if (active.filter(Remediation::isExhausted).isPresent()) {
      return exhausted();
    }
    Mark ready =
        failure()
            .orElse(
                Mark.fails(
                    ConditionType.READY, HelmReleaseReason.RECONCILE_ERROR, unfinished(step)));
    HelmReleaseReason reason = HelmReleaseReason.of(ready.reason());
    Optional<Duration> interval = active.flatMap(Remediation::retryInterval);
    return interval.isPresent()
        ? new Outcome.Waiting(reason, ready.message(), interval.get())
        : new Outcome.Retry(new ReconcileFailure(reason, ready.message()));
  }

  private static String unfinished(Action.Step step) {
    return step instanceof Action.CorrectDrift(_, var drifts)
        ? changedBack(drifts)
        : "the release needs the action '%s' again after all that could be done in one run"
            .formatted(step.name());
  }

  /** What is said of objects that were corrected in this run and differ again. */
  static String changedBack(List<ObjectDrift> drifts) {
    String verb = drifts.size() == 1 ? "was" : "were";
    String more =
        drifts.size() > MOST_NAMED ? " and %d more".formatted(drifts.size() - MOST_NAMED) : "";
    return "%s%s %s changed back right after being corrected: find out who else writes there, such as an admission webhook or another controller, or leave the fields to them with spec.driftDetection.ignore"
        .formatted(
            drifts.stream().limit(MOST_NAMED).map(RunEnd::place).collect(joining(", ")),
            more,
            verb);
  }

  private static String place(ObjectDrift drift) {
    return drift instanceof ObjectDrift.Changed(var object, var fields, _)
        ? fields.stream()
            .limit(MOST_NAMED)
            .map(field -> field.path().toString())
            .collect(joining(", ", object + " (", ")"))
        : drift.object().toString();
  }

  /** No attempts are left. */
  Outcome exhausted() {
    failure().ifPresent(run::mark);
    long failures = active().map(Remediation::failures).orElse(run.status().failures());
    return new Outcome.Stalled(
        RETRIES_EXCEEDED,
        "Failed to %s after %d attempt(s)"
            .formatted(
                Objects.requireNonNullElse(run.status().lastAttemptedReleaseAction(), "release"),
                failures));
  }

  /** The release should be rolled back, and there is nothing to roll back to. */
  Outcome withoutRollbackTarget() {
    verdict.ready().ifPresent(run::mark);
    return new Outcome.Stalled(
        MISSING_ROLLBACK_TARGET,
        "Failed to perform remediation: missing target release for rollback: no earlier"
            + " revision succeeded");
  }

  /** Whether a release failed that nobody wants any more: the newer one is tried at once. */
  boolean isOvertaken() {
    return !verdict.holds(RELEASED) && run.superseded();
  }

  /** Something else is wanted by now. */
  Outcome overtaken() {
    String message =
        verdict.ready().map(Mark::message).orElse("") + "; going on with what is wanted now";
    return new Outcome.Retry(
        new ReconcileFailure(HelmReleaseReason.HEALTH_CHECK_CANCELED, message));
  }

  private Optional<Mark> failure() {
    return verdict.ready().filter(mark -> mark.status().equals(Condition.FALSE));
  }

  private Optional<Remediation> active() {
    return Remediation.active(run.object().spec(), run.status(), retryByDefault);
  }
}
