package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmReleaseStatus;
import java.util.Objects;

/** What was tried last, and how often it failed: another thing to try counts anew (FLUX.md 4.2). */
final class FailureCount {
  private FailureCount() {}

  /** The status of a run that tries a release. */
  static HelmReleaseStatus trying(WantedRelease wanted, HelmReleaseStatus status) {
    long generation = Objects.requireNonNullElse(wanted.object().getMetadata().getGeneration(), 0L);
    boolean anew =
        generation != status.lastAttemptedGeneration()
            || !wanted.chart().version().equals(status.lastAttemptedRevision())
            || !wanted.configDigest().equals(status.lastAttemptedConfigDigest())
            || ForceRequest.resets(wanted.object());
    String ociDigest = wanted.source().ociDigest();
    return (anew ? forgotten(status) : status)
        .toBuilder()
            .lastAttemptedGeneration(generation)
            .lastAttemptedRevision(wanted.chart().version())
            .lastAttemptedRevisionDigest(ociDigest.isEmpty() ? null : ociDigest)
            .lastAttemptedConfigDigest(wanted.configDigest())
            .lastAttemptedValuesChecksum(null)
            .lastReleaseRevision(0)
            .build();
  }

  /** Without failures. */
  static HelmReleaseStatus forgotten(HelmReleaseStatus status) {
    return status.toBuilder().failures(0).installFailures(0).upgradeFailures(0).build();
  }

  /** The status after one more failure of whatever kind. */
  static HelmReleaseStatus failedOnceMore(HelmReleaseStatus status) {
    return status.toBuilder().failures(status.failures() + 1).build();
  }

  /** The status after one more failure of the install or upgrade that was tried last. */
  static HelmReleaseStatus oneMore(HelmReleaseStatus status) {
    return ReleaseAction.named(status.lastAttemptedReleaseAction()).countFailure(status);
  }
}
