package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.STATE_ERROR;

import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.helm.Snapshot;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.controller.helm.cluster.ReleaseSession;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.storage.RecordedRelease;
import dev.millrace.helm.storage.StorageException;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a step works with.
 *
 * @param status as it was when the step began
 * @param algorithm of the digests in snapshots
 */
record Attempt(
    WantedRelease wanted,
    HelmReleaseStatus status,
    ReleaseSession session,
    DigestAlgorithm algorithm) {
  /** The revisions in storage, the oldest first. */
  List<RecordedRelease> recorded() {
    return reading(() -> session.history(wanted.name().storage()).of(wanted.name().name()));
  }

  /** The newest revision in storage. */
  Optional<Release> newest() {
    return reading(() -> session.history(wanted.name().storage()).last(wanted.name().name()));
  }

  /** A revision in storage. */
  Optional<Release> revision(long version) {
    return reading(
        () ->
            session
                .history(wanted.name().storage())
                .get(wanted.name().name(), Math.toIntExact(version)));
  }

  /** The newest revision in storage as the status would remember it. */
  Snapshot newestAsSnapshot() {
    return newest()
        .map(release -> Snapshots.of(release, "", wanted.source().ociDigest(), algorithm))
        .orElseThrow(() -> new ReconcileFailure(STATE_ERROR, "the release has no record"));
  }

  /** What is remembered after an action. */
  List<Snapshot> historyAfter(String action) {
    return historyAfter(action, status.history());
  }

  /** What is remembered after an action on top of something else than the status has. */
  List<Snapshot> historyAfter(String action, List<Snapshot> before) {
    List<RecordedRelease> recorded = recorded();
    return reading(
        () -> Snapshots.after(action, before, recorded, wanted.source().ociDigest(), algorithm));
  }

  /** The newest remembered revision. */
  Snapshot latest() {
    return Snapshots.latest(status.history())
        .orElseThrow(() -> new ReconcileFailure(STATE_ERROR, "the release has no history"));
  }

  /** Whether an action left traces in storage. */
  static boolean changed(List<Snapshot> before, List<Snapshot> after) {
    Optional<String> earlier = Snapshots.latest(before).map(Snapshot::digest);
    Optional<String> later = Snapshots.latest(after).map(Snapshot::digest);
    return !Objects.equals(earlier, later);
  }

  /** Something that reads records. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws StorageException;
  }

  private static <T> T reading(Reading<T> reading) {
    try {
      return reading.read();
    } catch (StorageException e) {
      throw StateUnknown.because(e);
    }
  }
}
