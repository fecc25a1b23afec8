package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.RELEASED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.REMEDIATED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.TEST_SUCCESS;

import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.helm.Snapshot;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.controller.helm.cluster.ReleaseSession;
import dev.millrace.controller.helm.cluster.ReleaseSession.Checks;
import dev.millrace.controller.helm.postrender.PostRenderers;
import dev.millrace.controller.helm.release.MadeFor;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.helm.action.ActionContext;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.ChartSource;
import dev.millrace.helm.action.CrdPolicy;
import dev.millrace.helm.action.InstallAction;
import dev.millrace.helm.action.UpgradeAction;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Installs or upgrades (FLUX.md 4.2). */
public final class ReleaseChart {
  private final PostRenderers postRenderers;
  private final boolean helm3Defaults;
  private final LongSupplier nanoTime;

  /**
   * @param helm3Defaults the feature gate {@code UseHelm3Defaults}
   * @param nanoTime a clock that never goes back, such as {@link System#nanoTime}
   */
  public ReleaseChart(PostRenderers postRenderers, boolean helm3Defaults, LongSupplier nanoTime) {
    this.postRenderers = postRenderers;
    this.helm3Defaults = helm3Defaults;
    this.nanoTime = nanoTime;
  }

  /** What Helm does. */
  @FunctionalInterface
  private interface Doing {
    void run() throws ActionException;
  }

  StepResult install(Attempt attempt) {
    WantedRelease wanted = attempt.wanted();
    var settings = new ActionSettings(wanted.spec(), helm3Defaults);
    Checks checks =
        new Checks(
            !wanted.spec().install().disableSchemaValidation(),
            !wanted.spec().install().disableOpenAPIValidation());
    List<Snapshot> before = attempt.recorded().isEmpty() ? List.of() : attempt.status().history();
    return release(
        ReleaseAction.INSTALL,
        attempt,
        before,
        () ->
            new InstallAction(context(attempt.session(), wanted, checks), settings.install())
                .run(
                    wanted.name().name(),
                    wanted.name().namespace(),
                    source(wanted, settings.installCrds())));
  }

  /**
   * @param afresh whether what was remembered is of another release
   */
  StepResult upgrade(Attempt attempt, boolean afresh) {
    WantedRelease wanted = attempt.wanted();
    var settings = new ActionSettings(wanted.spec(), helm3Defaults);
    Checks checks =
        new Checks(
            !wanted.spec().upgrade().disableSchemaValidation(),
            !wanted.spec().upgrade().disableOpenAPIValidation());
    List<Snapshot> before = afresh ? List.of() : attempt.status().history();
    return release(
        ReleaseAction.UPGRADE,
        attempt,
        before,
        () ->
            new UpgradeAction(context(attempt.session(), wanted, checks), settings.upgrade())
                .run(wanted.name().name(), source(wanted, settings.upgradeCrds())));
  }

  private StepResult release(
      ReleaseAction action, Attempt attempt, List<Snapshot> before, Doing doing) {
    long start = nanoTime.getAsLong();
    Optional<ActionException> problem = attempted(doing);
    Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
    List<Snapshot> after = attempt.historyAfter(action.word(), before);
    StepResult result =
        StepResult.NOTHING
            .changing(status -> remember(status, attempt, after, took))
            .unmarking(TEST_SUCCESS)
            .unmarking(REMEDIATED);
    return problem.isEmpty()
        ? succeeded(result, action, attempt, after)
        : failed(result, action, attempt, problem.get(), Attempt.changed(before, after));
  }

  private static HelmReleaseStatus remember(
      HelmReleaseStatus status, Attempt attempt, List<Snapshot> history, Duration took) {
    return status.toBuilder()
        .history(history)
        .storageNamespace(history.isEmpty() ? null : attempt.wanted().name().storage())
        .lastAttemptedReleaseActionDuration(GoDuration.of(took))
        .build();
  }

  private StepResult succeeded(
      StepResult result, ReleaseAction action, Attempt attempt, List<Snapshot> history) {
    Snapshot made = Snapshots.latest(history).orElseThrow();
    Mark released = action.success(made);
    StepResult good =
        TakeInventory.of(attempt)
            .in(result)
            .changing(attempt.wanted()::observedIn)
            .marking(released)
            .telling(Notice.info(released.reason(), released.message()));
    return attempt.wanted().spec().test().enable()
        ? good.marking(
            Mark.unknown(
                TEST_SUCCESS,
                HelmReleaseReason.AWAITING_TESTS,
                "Helm release %s with chart %s is awaiting tests"
                    .formatted(Snapshots.fullName(made), Snapshots.chart(made))))
        : good;
  }

  private static StepResult failed(
      StepResult result,
      ReleaseAction action,
      Attempt attempt,
      ActionException e,
      boolean leftTraces) {
    String why = attempt.session().secrets().scrub(String.valueOf(e.getMessage()));
    String message = action.failure(attempt.wanted(), why.strip());
    boolean cancelled = attempt.session().cancelledBy().isPresent();
    Reason reason = cancelled ? HelmReleaseReason.HEALTH_CHECK_CANCELED : action.failed();
    StepResult bad =
        result
            .changing(FailureCount::failedOnceMore)
            .marking(Mark.fails(RELEASED, reason, message))
            .telling(FailureNotice.of(reason, message, attempt.session()));
    return leftTraces
        ? bad.changing(action::countFailure)
        : bad.ending(new ReconcileFailure(reason, message, e));
  }

  private static Optional<ActionException> attempted(Doing doing) {
    try {
      doing.run();
      return Optional.empty();
    } catch (ActionException e) {
      return Optional.of(e);
    }
  }

  private static ActionContext context(
      ReleaseSession session, WantedRelease wanted, Checks checks) {
    return session.rendering(wanted.name().storage(), checks);
  }

  private ChartSource source(WantedRelease wanted, CrdPolicy crds) {
    return new ChartSource(
        wanted.source().chart(),
        wanted.values(),
        Optional.of(postRenderers.of(wanted.spec(), Origin.of(wanted.object()))),
        crds,
        MadeFor.labels(wanted.object(), wanted.changes()));
  }
}
