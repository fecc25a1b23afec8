package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.TEST_SUCCESS;

import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.helm.Snapshot;
import dev.millrace.api.helm.TestFilter;
import dev.millrace.controller.helm.release.Remediation;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.TestAction;
import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.release.Release;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Runs the tests of a chart (FLUX.md 4.1). */
final class TestRelease {
  private final boolean retryByDefault;

  /**
   * @param retryByDefault the feature gate {@code DefaultToRetryOnFailure}
   */
  TestRelease(boolean retryByDefault) {
    this.retryByDefault = retryByDefault;
  }

  StepResult run(Attempt attempt) {
    WantedRelease wanted = attempt.wanted();
    var settings = new ActionSettings(wanted.spec());
    var action =
        new TestAction(
            attempt.session().actions(wanted.name().storage()),
            new TestAction.Options(settings.testTimeout(), filter(wanted.spec())));
    try {
      return succeeded(attempt, action.run(wanted.name().name()));
    } catch (ActionException e) {
      return failed(attempt, e);
    }
  }

  private static StepResult succeeded(Attempt attempt, Release release) {
    List<Snapshot> history = Snapshots.tested(attempt.status().history(), release);
    String message = message("succeeded", attempt, ": " + summary(attempt, release));
    return StepResult.NOTHING
        .changing(status -> status.toBuilder().history(history).build())
        .marking(Mark.holds(TEST_SUCCESS, HelmReleaseReason.TEST_SUCCEEDED, message))
        .telling(Notice.info(HelmReleaseReason.TEST_SUCCEEDED.text(), message));
  }

  private static String summary(Attempt attempt, Release release) {
    Predicate<Hook> chosen = filter(attempt.wanted().spec());
    long tests =
        release.hooks().stream().filter(hook -> hook.runsAt(HookEvent.TEST)).filter(chosen).count();
    if (tests == 0) {
      return "no test hooks";
    }
    return tests + (tests == 1 ? " test hook" : " test hooks") + " completed successfully";
  }

  private StepResult failed(Attempt attempt, ActionException e) {
    String message = message("failed", attempt, ": " + e.getMessage());
    StepResult result =
        StepResult.NOTHING
            .changing(FailureCount::failedOnceMore)
            .marking(Mark.fails(TEST_SUCCESS, HelmReleaseReason.TEST_FAILED, message))
            .telling(Notice.error(HelmReleaseReason.TEST_FAILED.text(), message));
    if (e.release().isEmpty()) {
      return result.ending(new ReconcileFailure(HelmReleaseReason.TEST_FAILED, message, e));
    }
    List<Snapshot> history = Snapshots.tested(attempt.status().history(), e.release().get());
    return result
        .changing(status -> status.toBuilder().history(history).build())
        .changing(status -> counted(attempt.wanted().spec(), status));
  }

  /** A failed test counts as a failed install or upgrade, unless it is to be ignored. */
  private HelmReleaseStatus counted(HelmReleaseSpec spec, HelmReleaseStatus status) {
    boolean ignored =
        Remediation.active(spec, status, retryByDefault)
            .map(Remediation::ignoresTests)
            .orElse(true);
    return ignored ? status : FailureCount.oneMore(status);
  }

  private static String message(String result, Attempt attempt, String more) {
    return "Helm test %s for release %s with chart %s%s"
        .formatted(
            result, Snapshots.fullName(attempt.latest()), Snapshots.chart(attempt.latest()), more);
  }

  /** The tests that the spec names, or all but those it leaves out. */
  private static Predicate<Hook> filter(HelmReleaseSpec spec) {
    Set<String> included = names(spec, false);
    Set<String> excluded = names(spec, true);
    return hook ->
        (included.isEmpty() || included.contains(hook.name())) && !excluded.contains(hook.name());
  }

  private static Set<String> names(HelmReleaseSpec spec, boolean excluded) {
    return spec.test().filters().stream()
        .filter(filter -> filter.exclude() == excluded)
        .map(TestFilter::name)
        .collect(Collectors.toSet());
  }
}
