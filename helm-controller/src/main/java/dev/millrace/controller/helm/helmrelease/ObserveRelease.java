package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.helm.Snapshot;
import dev.millrace.apply.ObjectDrift;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.controller.helm.cluster.ReleaseSession;
import dev.millrace.controller.helm.release.MadeFor;
import dev.millrace.controller.helm.release.ReleaseState;
import dev.millrace.controller.helm.release.ReleaseState.RollbackTarget;
import dev.millrace.controller.helm.release.Remediation;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.controller.helm.values.ValuesDigest;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.ClusterException;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.storage.StorageException;
import dev.millrace.helm.values.TableMerge;
import dev.millrace.helm.values.ValueTrees;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out how a release stands (FLUX.md 4.2). */
public final class ObserveRelease {
  private static final String UNLOCKED = "Release unlocked";

  private final DetectDrift detectDrift;
  private final boolean retryByDefault;

  /**
   * @param retryByDefault the feature gate {@code DefaultToRetryOnFailure}
   */
  public ObserveRelease(DetectDrift detectDrift, boolean retryByDefault) {
    this.detectDrift = detectDrift;
    this.retryByDefault = retryByDefault;
  }

  /** The state; ends the run when it can't be found out. */
  ReleaseState of(WantedRelease wanted, HelmReleaseStatus status, ReleaseSession session) {
    try {
      Optional<Release> last = session.history(wanted.name().storage()).last(wanted.name().name());
      return last.isEmpty()
          ? new ReleaseState.Absent("no release in storage for object", hasFailed(wanted, status))
          : stateOf(last.get(), wanted, status, session);
    } catch (StorageException | ActionException | ClusterException | ApiFailure e) {
      throw StateUnknown.because(session.secrets().scrub(String.valueOf(e.getMessage())), e);
    }
  }

  private ReleaseState stateOf(
      Release last, WantedRelease wanted, HelmReleaseStatus status, ReleaseSession session)
      throws StorageException, ActionException, ClusterException {
    if (last.status().isPending()) {
      return new ReleaseState.Locked(last);
    }
    if (last.status() == ReleaseStatus.UNINSTALLED) {
      return new ReleaseState.Absent(
          "found uninstalled release in storage", hasFailed(last, wanted, status));
    }
    if (last.status() == ReleaseStatus.UNINSTALLING) {
      return new ReleaseState.HalfUninstalled(last, hasFailed(last, wanted, status));
    }
    Optional<Snapshot> latest = Snapshots.latest(status.history());
    if (isUnrecorded(last, latest, wanted)) {
      return new ReleaseState.Unrecorded(last, isFailedAttempt(last, wanted));
    }
    if (latest.isEmpty()) {
      return new ReleaseState.Unmanaged("found existing release in storage", same(last, wanted));
    }
    if (!Snapshots.isOf(latest.get(), last)) {
      return new ReleaseState.Unmanaged(
          "the release in storage is not the one that was observed last", same(last, wanted));
    }
    return switch (last.status()) {
      case DEPLOYED -> stateOfDeployed(last, latest.get(), wanted, status, session);
      case SUPERSEDED -> new ReleaseState.OutOfSync("no revision is deployed");
      default ->
          new ReleaseState.Failed(
              "release is in a failed state", rollbackTarget(wanted, status, session));
    };
  }

  private static boolean isUnrecorded(
      Release last, Optional<Snapshot> latest, WantedRelease wanted) {
    boolean newer = latest.isEmpty() || latest.get().version() < last.version();
    return newer
        && MadeFor.isOn(last, wanted.object())
        && last.namespace().equals(wanted.name().namespace());
  }

  /** A revision that was only unlocked did not fail: nobody knows what became of it. */
  private static boolean isFailedAttempt(Release last, WantedRelease wanted) {
    return last.status() == ReleaseStatus.FAILED
        && !last.info().description().startsWith(UNLOCKED)
        && isSameChart(last, wanted)
        && hasSameValues(last, ValuesDigest.of(last.config()), wanted);
  }

  private ReleaseState stateOfDeployed(
      Release release,
      Snapshot latest,
      WantedRelease wanted,
      HelmReleaseStatus status,
      ReleaseSession session)
      throws StorageException, ActionException, ClusterException {
    Optional<String> change = change(release, latest, wanted, status);
    if (change.isPresent()) {
      return new ReleaseState.OutOfSync(change.get());
    }
    HelmReleaseSpec spec = wanted.spec();
    if (spec.test().enable()) {
      if (latest.testHooks() == null) {
        return new ReleaseState.Untested();
      }
      if (hasFailedTestThatCounts(latest, spec, status)) {
        return new ReleaseState.Failed(
            "has test in failed phase", rollbackTarget(wanted, status, session));
      }
    }
    if (DetectDrift.isWanted(spec)) {
      List<ObjectDrift> drifts = detectDrift.of(release, spec, session);
      if (!drifts.isEmpty()) {
        return new ReleaseState.Drifted(release, drifts);
      }
    }
    return new ReleaseState.InSync(release);
  }

  private boolean hasFailedTestThatCounts(
      Snapshot snapshot, HelmReleaseSpec spec, HelmReleaseStatus status) {
    return Snapshots.hasFailedTest(snapshot)
        && Remediation.active(spec, status, retryByDefault)
            .filter(each -> !each.ignoresTests())
            .isPresent();
  }

  /** Whether the status remembers that a revision failed. */
  private boolean hasFailed(Release release, WantedRelease wanted, HelmReleaseStatus status) {
    return hasFailed(wanted, status)
        && Snapshots.latest(status.history())
            .filter(latest -> latest.version() == release.version())
            .isPresent();
  }

  /** Whether the status remembers that the newest revision failed. */
  private boolean hasFailed(WantedRelease wanted, HelmReleaseStatus status) {
    Optional<Snapshot> latest = Snapshots.latest(status.history());
    String known = latest.map(Snapshot::status).orElse("");
    return known.equals(ReleaseStatus.FAILED.text())
        || (known.equals(ReleaseStatus.DEPLOYED.text())
            && wanted.spec().test().enable()
            && hasFailedTestThatCounts(latest.orElseThrow(), wanted.spec(), status));
  }

  /** What about a deployed release is not as wanted; empty when nothing is. */
  private static Optional<String> change(
      Release release, Snapshot latest, WantedRelease wanted, HelmReleaseStatus status) {
    if (!isSameChart(release, wanted)) {
      return Optional.of(
          "chart changed to %s from %s".formatted(wanted.shownChart(), Snapshots.chart(latest)));
    }
    if (!hasSameValues(release, latest.configDigest(), wanted)) {
      return Optional.of("values changed");
    }
    HelmRelease object = wanted.object();
    boolean newSpec =
        Objects.requireNonNullElse(object.getMetadata().getGeneration(), 0L)
            != status.observedGeneration();
    if (newSpec && differs(status.observedPostRenderersDigest(), wanted.postRenderersDigest())) {
      return Optional.of("post renderers changed");
    }
    if (newSpec && differs(status.observedCommonMetadataDigest(), wanted.commonMetadataDigest())) {
      return Optional.of("common metadata changed");
    }
    return Optional.empty();
  }

  private static boolean differs(@Nullable String observed, String wanted) {
    return !Objects.requireNonNullElse(observed, "").equals(wanted);
  }

  /** A release that somebody else made, if it is made of the same: it needs no new revision. */
  private static Optional<Release> same(Release release, WantedRelease wanted) {
    boolean isSame =
        release.status() == ReleaseStatus.DEPLOYED
            && release.namespace().equals(wanted.name().namespace())
            && isSameChart(release, wanted)
            && hasSameValues(release, ValuesDigest.of(release.config()), wanted)
            && wanted.postRenderersDigest().isEmpty()
            && wanted.commonMetadataDigest().isEmpty();
    return isSame ? Optional.of(release) : Optional.empty();
  }

  private static boolean isSameChart(Release release, WantedRelease wanted) {
    return release.chart().metadata().name().equals(wanted.chart().name())
        && release.chart().metadata().version().equals(wanted.chart().version());
  }

  /** With {@code preserveValues}, a release also has the values of those before it. */
  private static boolean hasSameValues(Release release, String configDigest, WantedRelease wanted) {
    if (configDigest.equals(wanted.configDigest())) {
      return true;
    }
    if (!wanted.spec().upgrade().preserveValues()) {
      return false;
    }
    Map<String, Object> merged =
        TableMerge.overlay(ValueTrees.copy(release.config()), ValueTrees.copy(wanted.values()));
    return ValuesDigest.of(merged).equals(configDigest);
  }

  private RollbackTarget rollbackTarget(
      WantedRelease wanted, HelmReleaseStatus status, ReleaseSession session)
      throws StorageException {
    boolean ignoreTests =
        Remediation.active(wanted.spec(), status, retryByDefault)
            .map(Remediation::ignoresTests)
            .orElse(wanted.spec().test().ignoreFailures());
    Optional<Snapshot> previous = Snapshots.previous(status.history(), ignoreTests);
    if (previous.isEmpty()) {
      return new RollbackTarget.Missing();
    }
    Optional<Release> recorded =
        session
            .history(wanted.name().storage())
            .get(wanted.name().name(), (int) previous.get().version());
    if (recorded.isEmpty()) {
      return new RollbackTarget.Doubtful("it is no longer in storage");
    }
    return Snapshots.isOf(previous.get(), recorded.get())
        ? new RollbackTarget.Proven(previous.get())
        : new RollbackTarget.Doubtful("it was changed in storage");
  }
}
