package dev.millrace.helm.action;

import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.action.ReleaseCluster.Propagation;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.order.KindOrder;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.storage.RecordedRelease;
import dev.millrace.helm.storage.StorageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Uninstalls a release: hooks, objects in the order of removal, hooks, records. */
public final class UninstallAction {
  private final ActionContext context;
  private final Options options;

  /**
   * How to uninstall.
   *
   * @param keepHistory whether the records stay
   * @param propagation what happens to the objects that deleted objects own
   */
  public record Options(ActionOptions action, boolean keepHistory, Propagation propagation) {
    /** Flux's defaults. */
    public static Options defaults() {
      return new Options(ActionOptions.defaults(), false, Propagation.BACKGROUND);
    }
  }

  /**
   * What became of a release.
   *
   * @param kept objects that asked not to be deleted
   * @param gone objects of kinds that the cluster does not have any more
   */
  public record Result(Release release, List<ObjectRef> kept, List<ObjectRef> gone) {}

  /** Creates the action. */
  public UninstallAction(ActionContext context, Options options) {
    this.context = context;
    this.options = options;
  }

  /**
   * Uninstalls.
   *
   * @throws ActionException if there is no such release, or something can't be deleted
   */
  public Result run(String name) throws ActionException {
    try {
      Release release = requireLast(name);
      if (release.status() == ReleaseStatus.UNINSTALLED) {
        return alreadyUninstalled(release);
      }
      return uninstall(release);
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
        .orElseThrow(
            () ->
                new ActionException(
                    Reason.STATE,
                    "uninstall: Release not loaded: " + name + ": release: not found"));
  }

  private Result alreadyUninstalled(Release release) throws StorageException, ActionException {
    if (options.keepHistory()) {
      throw new ActionException(
          Reason.STATE, "the release named \"" + release.name() + "\" is already deleted");
    }
    purge(release.name());
    return new Result(release, List.of(), List.of());
  }

  private Result uninstall(Release found)
      throws ActionException, ClusterException, StorageException {
    Release release =
        found.with(
            found
                .info()
                .withDeleted(context.clock().instant())
                .with(ReleaseStatus.UNINSTALLING, "Deletion in progress (or silently failed)"));
    release = runHooks(release, HookEvent.PRE_DELETE);
    context.history().update(release);
    var kept = new ArrayList<ObjectRef>();
    var errors = new ArrayList<String>();
    List<ObjectRef> gone = deleteObjects(release, kept, errors);
    release = runHooks(release, HookEvent.POST_DELETE);
    release =
        release.with(
            ReleaseStatus.UNINSTALLED, options.action().descriptionOr("Uninstallation complete"));
    finish(release, errors);
    return new Result(release, kept, gone);
  }

  private void finish(Release release, List<String> errors)
      throws StorageException, ActionException {
    if (!errors.isEmpty()) {
      context.history().update(release.with(ReleaseStatus.UNINSTALLING, String.join("; ", errors)));
      throw new ActionException(
          Reason.APPLY,
          "uninstallation completed with %d error(s): %s"
              .formatted(errors.size(), String.join("; ", errors)));
    }
    if (options.keepHistory()) {
      context.history().update(release);
    } else {
      purge(release.name());
    }
  }

  private Release runHooks(Release release, HookEvent event)
      throws ActionException, ClusterException, StorageException {
    if (!options.action().hooks()) {
      return release;
    }
    var runner = new HookRunner(context, options.action().timeout(), release);
    try {
      runner.run(event);
    } catch (ClusterException e) {
      throw new ActionException(Reason.HOOK, String.valueOf(e.getMessage()), runner.release(), e);
    }
    return runner.release();
  }

  /** Deletes what can be deleted; returns what went with its kind. */
  private List<ObjectRef> deleteObjects(Release release, List<ObjectRef> kept, List<String> errors)
      throws ActionException, ClusterException {
    var removable = new RemovableObjects(context.cluster(), release.namespace());
    RemovableObjects.Found found = removable.in(release.manifest());
    List<ManifestObject> objects = new ArrayList<>(found.objects());
    objects.sort(
        Comparator.comparing(object -> object.ref().kind(), KindOrder.UNINSTALL.comparator()));
    var deleted = new ArrayList<ObjectRef>();
    for (ManifestObject object : objects) {
      if (ObjectUpdate.isKept(object.tree())) {
        kept.add(object.ref());
      } else {
        delete(removable.served(object.ref()), deleted, errors);
      }
    }
    boolean wait = options.action().waitFor() != ActionOptions.Wait.NOTHING;
    if (wait && !deleted.isEmpty()) {
      context.cluster().awaitDeleted(deleted, options.action().timeout());
    }
    return found.gone();
  }

  /** One object that can't be deleted does not save the others. */
  private void delete(ObjectRef ref, List<ObjectRef> deleted, List<String> errors) {
    try {
      if (context.cluster().delete(ref, options.propagation())) {
        deleted.add(ref);
      }
    } catch (ClusterException e) {
      errors.add(String.valueOf(e.getMessage()));
    }
  }

  private void purge(String name) throws StorageException {
    for (RecordedRelease recorded : context.history().of(name)) {
      context.history().delete(name, recorded.version());
    }
  }
}
