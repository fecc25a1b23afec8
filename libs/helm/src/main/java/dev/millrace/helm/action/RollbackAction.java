package dev.millrace.helm.action;

import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.action.ReleaseCluster.Propagation;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseInfo;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.storage.RecordedRelease;
import dev.millrace.helm.storage.StorageException;
import java.time.Instant;
import java.util.List;

/** Rolls a release back to an earlier revision, which becomes the newest one. */
public final class RollbackAction {
  private final ActionContext context;
  private final Options options;

  /**
   * How to roll back.
   *
   * @param force whether live objects are replaced and not changed
   * @param cleanupOnFail whether objects that a failed rollback created are deleted
   */
  public record Options(
      ActionOptions action, ApplyChoice method, boolean force, boolean cleanupOnFail) {
    /** Flux's defaults. */
    public static Options defaults() {
      return new Options(ActionOptions.defaults(), ApplyChoice.AS_BEFORE, false, false);
    }
  }

  /** Creates the action. */
  public RollbackAction(ActionContext context, Options options) {
    this.context = context;
    this.options = options;
  }

  /**
   * Rolls back.
   *
   * @param version the revision to go back to; 0 for the one before the newest
   * @return the new revision, deployed
   * @throws ActionException if it fails; a revision that was recorded by then is recorded as failed
   */
  public Release run(String name, int version) throws ActionException {
    try {
      Release current = requireLast(name);
      Release target = requireTarget(name, version == 0 ? current.version() - 1 : version);
      Release release = newRelease(current, target);
      context.history().create(release, options.action().maxHistory());
      return rollBack(current, release);
    } catch (StorageException e) {
      throw new ActionException(Reason.STORAGE, String.valueOf(e.getMessage()), e);
    } catch (ClusterException e) {
      throw new ActionException(Reason.APPLY, String.valueOf(e.getMessage()), e);
    }
  }

  private Release requireLast(String name) throws StorageException, ActionException {
    return context
        .history()
        .last(name)
        .orElseThrow(() -> new ActionException(Reason.STATE, "release: not found"));
  }

  private Release requireTarget(String name, int version) throws StorageException, ActionException {
    return context
        .history()
        .get(name, version)
        .orElseThrow(
            () -> new ActionException(Reason.STATE, "release has no " + version + " version"));
  }

  private Release newRelease(Release current, Release target) {
    Instant now = context.clock().instant();
    return new Release(
        current.name(),
        current.namespace(),
        current.version() + 1,
        ReleaseInfo.started(
                current.info().firstDeployed().orElse(now),
                now,
                ReleaseStatus.PENDING_ROLLBACK,
                options.action().descriptionOr(descriptionOf(target.version())))
            .withNotes(target.info().notes()),
        target.chart(),
        target.config(),
        target.manifest(),
        target.hooks(),
        options.method().after(target),
        target.labels());
  }

  private Release rollBack(Release current, Release release)
      throws ActionException, ClusterException, StorageException {
    var objects = new ReleaseObjects(context.cluster(), release.name(), release.namespace());
    List<ManifestObject> before = objects.read(current.manifest());
    List<ManifestObject> wanted = objects.read(release.manifest());
    var update =
        new ObjectUpdate(
            context.cluster(),
            release.applyMethod(),
            new ObjectUpdate.Manner(options.force(), options.cleanupOnFail(), true));
    Release done;
    try {
      done =
          new RevisionRun(context, options.action(), release)
              .run(
                  new RevisionRun.Steps(
                      HookEvent.PRE_ROLLBACK,
                      HookEvent.POST_ROLLBACK,
                      () -> update.run(before, wanted),
                      () ->
                          objects.await(
                              wanted, options.action().waitFor(), options.action().timeout())),
                  new RevisionRun.Words(
                      "Rollback \"%s\" failed: ".formatted(release.name()),
                      "pre-rollback hooks failed: ",
                      "post-rollback hooks failed: ",
                      release.info().description()));
    } catch (ActionException e) {
      context.history().update(current.with(current.info().with(ReleaseStatus.SUPERSEDED)));
      cleanUp(update.created());
      throw e;
    }
    supersedeOthers(done);
    return done;
  }

  private void supersedeOthers(Release deployed) throws StorageException {
    for (RecordedRelease recorded : context.history().of(deployed.name())) {
      boolean stale =
          recorded.version() != deployed.version() && recorded.status() == ReleaseStatus.DEPLOYED;
      if (stale) {
        Release release = recorded.release();
        context.history().update(release.with(release.info().with(ReleaseStatus.SUPERSEDED)));
      }
    }
  }

  private void cleanUp(List<ObjectRef> created) throws ClusterException {
    if (options.cleanupOnFail()) {
      for (ObjectRef ref : created) {
        context.cluster().delete(ref, Propagation.BACKGROUND);
      }
    }
  }

  /** How the record of a rollback is described unless the caller says otherwise. */
  public static String descriptionOf(long version) {
    return "Rollback to " + version;
  }
}
