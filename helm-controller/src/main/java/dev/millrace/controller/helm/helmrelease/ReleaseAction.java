package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.RELEASED;

import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.helm.Snapshot;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseInfo;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.outcome.Reason;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What makes a new revision, with the words and counters in which the two differ. */
enum ReleaseAction {
  INSTALL(HelmReleaseReason.INSTALL_SUCCEEDED, HelmReleaseReason.INSTALL_FAILED),
  UPGRADE(HelmReleaseReason.UPGRADE_SUCCEEDED, HelmReleaseReason.UPGRADE_FAILED);

  private static final String ROLLBACK = "Rollback";

  private final HelmReleaseReason succeeded;
  private final HelmReleaseReason failed;

  ReleaseAction(HelmReleaseReason succeeded, HelmReleaseReason failed) {
    this.succeeded = succeeded;
    this.failed = failed;
  }

  /** The one of this name; what has none, or another one, came after an install. */
  static ReleaseAction named(@Nullable String word) {
    return INSTALL.word().equals(word) ? INSTALL : UPGRADE;
  }

  /** What made a revision, by what Helm wrote into it; empty for a rollback. */
  static Optional<ReleaseAction> thatMade(Release release) {
    ReleaseInfo info = release.info();
    if (info.description().startsWith(ROLLBACK)) {
      return Optional.empty();
    }
    return Optional.of(info.firstDeployed().equals(info.lastDeployed()) ? INSTALL : UPGRADE);
  }

  /** As in the status: {@code install} or {@code upgrade}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Reason failed() {
    return failed;
  }

  /** What is said of a revision that it made. */
  Mark success(Snapshot made) {
    return Mark.holds(
        RELEASED,
        succeeded,
        "Helm %s succeeded for release %s with chart %s"
            .formatted(word(), Snapshots.fullName(made), Snapshots.chart(made)));
  }

  /** What conditions and events say when it failed. */
  String failure(WantedRelease wanted, String why) {
    return "Helm %s failed for release %s with chart %s: %s"
        .formatted(word(), wanted.shownName(), wanted.shownChart(), why);
  }

  /** The status after one more failure. */
  HelmReleaseStatus countFailure(HelmReleaseStatus status) {
    return switch (this) {
      case INSTALL -> status.toBuilder().installFailures(status.installFailures() + 1).build();
      case UPGRADE -> status.toBuilder().upgradeFailures(status.upgradeFailures() + 1).build();
    };
  }
}
