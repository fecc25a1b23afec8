package dev.millrace.controller.helm.release;

import dev.millrace.api.helm.Snapshot;
import dev.millrace.apply.ObjectDrift;
import dev.millrace.helm.release.Release;
import java.util.List;
import java.util.Optional;

/** How a release stands, seen against what is wanted (FLUX.md 4.2). */
public sealed interface ReleaseState {
  /**
   * There is none.
   *
   * @param afterFailure whether one failed that the status still remembers
   */
  record Absent(String reason, boolean afterFailure) implements ReleaseState {}

  /** An action is recorded as under way; nobody works on it, or it would not be looked at. */
  record Locked(Release release) implements ReleaseState {}

  /**
   * It was being uninstalled when something came between.
   *
   * @param afterFailure whether it failed before, as the status remembers
   */
  record HalfUninstalled(Release release, boolean afterFailure) implements ReleaseState {}

  /**
   * It is none that the status remembers.
   *
   * @param same the revision, if it is made of the wanted chart and values all the same
   */
  record Unmanaged(String reason, Optional<Release> same) implements ReleaseState {}

  /**
   * Its newest revision was made for this object, by a run that died before the status said so.
   *
   * @param failedAttempt whether that run tried what is wanted now, and failed
   */
  record Unrecorded(Release release, boolean failedAttempt) implements ReleaseState {}

  /** It is made of another chart or other values. */
  record OutOfSync(String reason) implements ReleaseState {}

  /** Its tests are still to be run. */
  record Untested() implements ReleaseState {}

  /** The last action, or a test, failed. */
  record Failed(String reason, RollbackTarget target) implements ReleaseState {}

  /** Its objects were changed or deleted in the cluster. */
  record Drifted(Release release, List<ObjectDrift> drifts) implements ReleaseState {
    /** Copies the list. */
    public Drifted {
      drifts = List.copyOf(drifts);
    }
  }

  /** It is as wanted. */
  record InSync(Release release) implements ReleaseState {}

  /** Where a failed release can be rolled back to. */
  sealed interface RollbackTarget {
    /** To a revision that is in storage as it was remembered. */
    record Proven(Snapshot snapshot) implements RollbackTarget {}

    /** The revision is gone or was changed: a rollback would bring back who knows what. */
    record Doubtful(String reason) implements RollbackTarget {}

    /** No earlier revision was a success. */
    record Missing() implements RollbackTarget {}
  }
}
