package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.RELEASED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.REMEDIATED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.TEST_SUCCESS;

import dev.millrace.api.helm.Snapshot;
import dev.millrace.controller.helm.release.MadeFor;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.helm.action.RollbackAction;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.storage.RecordedRelease;
import dev.millrace.helm.storage.ReleaseHistory;
import dev.millrace.helm.storage.StorageException;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import java.util.List;
import java.util.Optional;

/** Goes on with a release that is in storage and not in the status. */
final class TakeOver {
  private TakeOver() {}

  /** Takes over a release of somebody else that is as wanted: it needs no new revision. */
  static StepResult adopt(Attempt attempt, Release release) {
    supersedeOlder(attempt, release);
    Snapshot snapshot =
        Snapshots.of(
            release, "upgrade", attempt.wanted().source().ociDigest(), attempt.algorithm());
    String message =
        "Took over release %s with chart %s, which is as wanted"
            .formatted(Snapshots.fullName(snapshot), Snapshots.chart(snapshot));
    return TakeInventory.of(attempt)
        .in(remembering(attempt, List.of(snapshot)))
        .changing(attempt.wanted()::observedIn)
        .marking(Mark.holds(RELEASED, HelmReleaseReason.UPGRADE_SUCCEEDED, message))
        .telling(Notice.info(HelmReleaseReason.UPGRADE_SUCCEEDED.text(), message));
  }

  /**
   * Remembers what an interrupted run left.
   *
   * @param failedAttempt whether that run tried what is wanted now, and failed
   */
  static StepResult recall(Attempt attempt, Release release, boolean failedAttempt) {
    Optional<ReleaseAction> maker = ReleaseAction.thatMade(release);
    String word = maker.map(ReleaseAction::word).orElse("rollback");
    if (release.status() == ReleaseStatus.DEPLOYED) {
      supersedeOlder(attempt, release);
    }
    List<Snapshot> history = attempt.historyAfter(word);
    StepResult result =
        TakeInventory.of(attempt)
            .in(remembering(attempt, history))
            .unmarking(REMEDIATED)
            .unmarking(TEST_SUCCESS);
    if (maker.isEmpty()) {
      return rollbackTarget(release, attempt.status().history())
          .map(target -> RemediateRelease.rolledBack(result, target, attempt.wanted()))
          .orElse(result);
    }
    StepResult attempted =
        result.changing(status -> status.toBuilder().lastAttemptedReleaseAction(word).build());
    return release.status() == ReleaseStatus.DEPLOYED
        ? succeeded(attempted, maker.get(), attempt, release, history)
        : failed(attempted, maker.get(), attempt, release, failedAttempt);
  }

  private static StepResult succeeded(
      StepResult result,
      ReleaseAction maker,
      Attempt attempt,
      Release release,
      List<Snapshot> history) {
    Mark released = maker.success(Snapshots.latest(history).orElseThrow());
    StepResult good =
        result.marking(released).telling(Notice.info(released.reason(), released.message()));
    return MadeFor.isChangedAs(release, attempt.wanted().changes())
        ? good.changing(attempt.wanted()::observedIn)
        : good;
  }

  private static StepResult failed(
      StepResult result,
      ReleaseAction maker,
      Attempt attempt,
      Release release,
      boolean failedAttempt) {
    String why = attempt.session().secrets().scrub(release.info().description());
    String message = maker.failure(attempt.wanted(), why);
    StepResult bad =
        result
            .marking(Mark.fails(RELEASED, maker.failed(), message))
            .telling(Notice.error(maker.failed().text(), message));
    return failedAttempt ? bad.changing(maker::countFailure) : bad;
  }

  /** The revision that was brought back; empty when that failed or nobody remembers it. */
  private static Optional<Snapshot> rollbackTarget(Release release, List<Snapshot> history) {
    return release.status() == ReleaseStatus.DEPLOYED
        ? history.stream()
            .filter(
                each ->
                    release
                        .info()
                        .description()
                        .equals(RollbackAction.descriptionOf(each.version())))
            .findFirst()
        : Optional.empty();
  }

  private static StepResult remembering(Attempt attempt, List<Snapshot> history) {
    return StepResult.NOTHING.changing(
        status ->
            status.toBuilder()
                .history(history)
                .storageNamespace(attempt.wanted().name().storage())
                .build());
  }

  /** An interrupted upgrade leaves the revision before it as if it still were the deployed one. */
  private static void supersedeOlder(Attempt attempt, Release newest) {
    ReleaseHistory history = attempt.session().history(attempt.wanted().name().storage());
    try {
      for (RecordedRelease recorded : attempt.recorded()) {
        boolean stale =
            recorded.version() < newest.version() && recorded.status() == ReleaseStatus.DEPLOYED;
        if (stale) {
          Release release = recorded.release();
          history.update(release.with(release.info().with(ReleaseStatus.SUPERSEDED)));
        }
      }
    } catch (StorageException e) {
      throw StateUnknown.because(e);
    }
  }
}
