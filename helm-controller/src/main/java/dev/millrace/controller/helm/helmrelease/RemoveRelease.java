package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.RELEASED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.UNINSTALL_FAILED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.UNINSTALL_SUCCEEDED;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.helm.Snapshot;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.controller.helm.cluster.ReleaseSession;
import dev.millrace.controller.helm.release.MadeFor;
import dev.millrace.controller.helm.release.ReleaseName;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.ObjectRef;
import dev.millrace.helm.action.UninstallAction;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.storage.StorageException;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Uninstalls a release that is wanted no longer, or no longer there (FLUX.md 4.2, 4.4). */
public final class RemoveRelease {
  private static final String IN_PLACE = "InPlaceUpdate";
  private static final int MOST_NAMED = 5;

  private final Rivals rivals;

  /**
   * @param rivals who may have taken a release by now
   */
  public RemoveRelease(Rivals rivals) {
    this.rivals = rivals;
  }

  /** Uninstalls what is released elsewhere or is of another chart; the history begins anew. */
  void ifMoved(
      Run<HelmRelease, HelmReleaseStatus> run,
      WantedRelease wanted,
      ReleaseSession session,
      Verdict verdict) {
    HelmReleaseStatus status = run.status();
    Optional<Snapshot> latest = Snapshots.latest(status.history());
    String storage = status.storageNamespace();
    if (latest.isEmpty() || storage == null || storage.isEmpty()) {
      return;
    }
    if (isMoved(latest.get(), storage, wanted)) {
      uninstall(run, session, latest.get(), storage).ifPresent(verdict::put);
    }
  }

  /** Uninstalls what the status names, or what a run left that died before the status said so. */
  void of(Run<HelmRelease, HelmReleaseStatus> run, ReleaseSession session) {
    Optional<Snapshot> latest = Snapshots.latest(run.status().history());
    String storage = run.status().storageNamespace();
    if (latest.isPresent() && storage != null && !storage.isEmpty()) {
      uninstall(run, session, latest.get(), storage).ifPresent(run::mark);
      return;
    }
    ReleaseName name = ReleaseName.of(run.object());
    unrecorded(run.object(), name, session)
        .flatMap(found -> uninstall(run, session, found, name.storage()))
        .ifPresent(run::mark);
  }

  private static Optional<Snapshot> unrecorded(
      HelmRelease object, ReleaseName name, ReleaseSession session) {
    try {
      return session
          .history(name.storage())
          .last(name.name())
          .filter(release -> MadeFor.isOn(release, object))
          .map(release -> Snapshots.of(release, "", "", DigestAlgorithm.named("sha256")));
    } catch (StorageException e) {
      throw StateUnknown.because(e);
    }
  }

  private static boolean isMoved(Snapshot latest, String storage, WantedRelease wanted) {
    ReleaseName name = wanted.name();
    boolean otherChart = !wanted.chart().name().equals(latest.chartName());
    boolean reinstalls = !wanted.spec().upgrade().chartNameChangeStrategy().equals(IN_PLACE);
    return !storage.equals(name.storage())
        || !latest.namespace().equals(name.namespace())
        || !latest.name().equals(name.name())
        || (otherChart && reinstalls);
  }

  private Optional<Mark> uninstall(
      Run<HelmRelease, HelmReleaseStatus> run,
      ReleaseSession session,
      Snapshot latest,
      String storage) {
    String subject =
        "for release %s with chart %s"
            .formatted(Snapshots.fullName(latest), Snapshots.chart(latest));
    var settings = new ActionSettings(run.object().spec());
    run.report(
        "Running 'uninstall' action with timeout of " + Timing.text(settings.uninstallTimeout()));
    try {
      Optional<Release> last = session.history(storage).last(latest.name());
      if (last.isEmpty()) {
        forget(run);
        return Optional.empty();
      }
      Optional<String> holder = rivals.holder(last.get(), storage, run.object());
      if (holder.isPresent()) {
        leave(run, last.get(), holder.get());
        return Optional.empty();
      }
      if (isDone(last.get(), settings)) {
        forget(run);
        return Optional.of(
            Mark.fails(
                RELEASED,
                UNINSTALL_SUCCEEDED,
                "Release %s was already uninstalled".formatted(Snapshots.fullName(latest))));
      }
      RecordedSecrets.hide(last.get(), run.object(), session);
      UninstallAction.Result result =
          new UninstallAction(session.actions(storage), settings.uninstall()).run(latest.name());
      forget(run);
      String message = "Helm uninstall succeeded " + subject + lostKinds(result.gone());
      run.tell(Notice.info(UNINSTALL_SUCCEEDED.text(), message).with(RevisionFacts.of(latest)));
      return Optional.of(Mark.fails(RELEASED, UNINSTALL_SUCCEEDED, message));
    } catch (StorageException e) {
      throw StateUnknown.because(e);
    } catch (ActionException e) {
      String message =
          "Helm uninstall failed %s: %s".formatted(subject, e.getMessage()) + wayOut(run.object());
      run.mark(Mark.fails(RELEASED, UNINSTALL_FAILED, message));
      run.update(FailureCount::failedOnceMore);
      run.tell(FailureNotice.of(UNINSTALL_FAILED, message, session).with(RevisionFacts.of(latest)));
      throw new ReconcileFailure(UNINSTALL_FAILED, message, e);
    }
  }

  /** Another HelmRelease has it now: to uninstall it would be to take away what that one made. */
  private static void leave(
      Run<HelmRelease, HelmReleaseStatus> run, Release release, String holder) {
    forget(run);
    run.tell(
        Notice.info(
            HelmReleaseReason.RELEASE_SHARED.text(),
            "Release %s is not uninstalled: HelmRelease '%s' has taken it over"
                .formatted(Snapshots.fullName(release), holder)));
  }

  private static String lostKinds(List<ObjectRef> gone) {
    String kinds =
        gone.stream()
            .map(ref -> ref.kind() + " in " + ref.apiVersion())
            .distinct()
            .limit(MOST_NAMED)
            .collect(Collectors.joining(", "));
    return kinds.isEmpty() ? "" : "; the cluster has these kinds no more: " + kinds;
  }

  /** Until it is uninstalled, an object that is to be deleted stays. */
  private static String wayOut(HelmRelease object) {
    return object.isMarkedForDeletion()
        ? "; to delete the HelmRelease and leave what it released, set spec.suspend to true"
        : "";
  }

  /** A remediation, or somebody with Helm, uninstalled it, and its records are to stay. */
  private static boolean isDone(Release last, ActionSettings settings) {
    return last.status() == ReleaseStatus.UNINSTALLED && settings.uninstall().keepHistory();
  }

  private static void forget(Run<HelmRelease, HelmReleaseStatus> run) {
    run.update(
        status ->
            FailureCount.forgotten(status).toBuilder()
                .history(List.of())
                .storageNamespace(null)
                .inventory(null)
                .build());
  }
}
