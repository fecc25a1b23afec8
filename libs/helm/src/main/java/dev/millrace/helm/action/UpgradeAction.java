package dev.millrace.helm.action;

import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.action.ReleaseCluster.Propagation;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.dependency.ValuesCoalescer;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseInfo;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.render.ReleaseIdentity;
import dev.millrace.helm.storage.StorageException;
import dev.millrace.helm.values.TableMerge;
import dev.millrace.helm.values.TableMerge.Nulls;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.helm.values.ValuesException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Upgrades a release as Helm does. */
public final class UpgradeAction {
  private final ActionContext context;
  private final Options options;

  /** What becomes of the values that earlier revisions were given. */
  public enum OldValues {
    /** They count if no new ones are given. */
    IF_NONE_GIVEN,
    /** They are forgotten. */
    FORGET,
    /** They count where the new ones say nothing, on the defaults of the old chart. */
    KEEP,
    /** They count where the new ones say nothing, on the defaults of the new chart. */
    KEEP_ON_NEW_DEFAULTS
  }

  /**
   * How to upgrade.
   *
   * @param force whether live objects are replaced and not changed
   * @param cleanupOnFail whether objects that a failed upgrade created are deleted
   */
  public record Options(
      ActionOptions action,
      ApplyChoice method,
      boolean force,
      boolean cleanupOnFail,
      boolean takeOwnership,
      OldValues oldValues) {
    /** Flux's defaults: as the previous revision did, with the given values alone. */
    public static Options defaults() {
      return new Options(
          ActionOptions.defaults(), ApplyChoice.AS_BEFORE, false, false, true, OldValues.FORGET);
    }
  }

  /** Creates the action. */
  public UpgradeAction(ActionContext context, Options options) {
    this.context = context;
    this.options = options;
  }

  /**
   * Upgrades.
   *
   * @return the new revision, deployed
   * @throws ActionException if it fails; a revision that was recorded by then is recorded as failed
   */
  public Release run(String name, ChartSource source) throws ActionException {
    try {
      Release last = requireLast(name);
      Release current = current(name, last);
      ChartSource joined = withOldValues(source, current);
      var identity = new ReleaseIdentity(name, current.namespace(), last.version() + 1, true);
      new CrdInstallation(context.cluster(), options.method().after(current))
          .run(joined, options.action().timeout());
      RenderedRelease rendered = ReleaseRendering.render(context, joined, identity);
      return upgrade(current, newRelease(identity, last, current, joined, rendered));
    } catch (StorageException e) {
      throw new ActionException(Reason.STORAGE, String.valueOf(e.getMessage()), e);
    } catch (ClusterException e) {
      throw new ActionException(Reason.APPLY, String.valueOf(e.getMessage()), e);
    } catch (ValuesException e) {
      throw new ActionException(Reason.RENDER, String.valueOf(e.getMessage()), e);
    }
  }

  private Release requireLast(String name) throws StorageException, ActionException {
    Release last =
        context
            .history()
            .last(name)
            .orElseThrow(
                () ->
                    new ActionException(Reason.STATE, "\"" + name + "\" has no deployed releases"));
    if (last.status().isPending()) {
      throw new ActionException(
          Reason.STATE, "another operation (install/upgrade/rollback) is in progress");
    }
    return last;
  }

  /** The revision whose objects are on the cluster. */
  private Release current(String name, Release last) throws StorageException, ActionException {
    if (last.status() == ReleaseStatus.DEPLOYED) {
      return last;
    }
    Optional<Release> deployed = context.history().deployed(name);
    if (deployed.isPresent()) {
      return deployed.get();
    }
    if (last.status() == ReleaseStatus.FAILED || last.status() == ReleaseStatus.SUPERSEDED) {
      return last;
    }
    throw new ActionException(Reason.STATE, "\"" + name + "\" has no deployed releases");
  }

  private ChartSource withOldValues(ChartSource source, Release current) throws ValuesException {
    Map<String, Object> given = ValueTrees.copy(source.values());
    Map<String, Object> old = ValueTrees.copy(current.config());
    return switch (options.oldValues()) {
      case FORGET -> source;
      case IF_NONE_GIVEN -> given.isEmpty() ? withValues(source, source.chart(), old) : source;
      case KEEP_ON_NEW_DEFAULTS ->
          withValues(source, source.chart(), TableMerge.merge(given, old, Nulls.DELETE));
      case KEEP -> {
        Map<String, Object> oldDefaults =
            ValuesCoalescer.coalesce(current.chart(), current.config());
        yield withValues(
            source,
            source.chart().withValues(oldDefaults),
            TableMerge.merge(given, old, Nulls.DELETE));
      }
    };
  }

  private static ChartSource withValues(
      ChartSource source, Chart chart, Map<String, Object> values) {
    return new ChartSource(chart, values, source.postRendering(), source.crds(), source.labels());
  }

  private Release newRelease(
      ReleaseIdentity identity,
      Release last,
      Release current,
      ChartSource source,
      RenderedRelease rendered) {
    Instant now = context.clock().instant();
    Map<String, String> labels = new LinkedHashMap<>(last.labels());
    labels.putAll(source.labels());
    return new Release(
        identity.name(),
        identity.namespace(),
        identity.revision(),
        ReleaseInfo.started(
                current.info().firstDeployed().orElse(now),
                now,
                ReleaseStatus.PENDING_UPGRADE,
                "Preparing upgrade")
            .withNotes(rendered.notes()),
        rendered.chart(),
        source.values(),
        rendered.manifest(),
        rendered.hooks(),
        options.method().after(current),
        labels);
  }

  private Release upgrade(Release current, Release release)
      throws ActionException, ClusterException, StorageException {
    var objects = new ReleaseObjects(context.cluster(), release.name(), release.namespace());
    List<ManifestObject> previous = objects.read(current.manifest());
    List<ManifestObject> wanted = objects.read(release.manifest());
    List<ManifestObject> before = new ArrayList<>(previous);
    before.addAll(objects.existing(added(previous, wanted), options.takeOwnership(), "update"));
    context.history().create(release, options.action().maxHistory());
    boolean appliesAnew = current.applyMethod() != release.applyMethod();
    var update =
        new ObjectUpdate(
            context.cluster(),
            release.applyMethod(),
            new ObjectUpdate.Manner(options.force(), options.cleanupOnFail(), appliesAnew));
    Release upgraded = apply(release, objects, update, before, wanted);
    if (current.status() == ReleaseStatus.DEPLOYED) {
      context.history().update(current.with(current.info().with(ReleaseStatus.SUPERSEDED)));
    }
    return upgraded;
  }

  private Release apply(
      Release release,
      ReleaseObjects objects,
      ObjectUpdate update,
      List<ManifestObject> before,
      List<ManifestObject> wanted)
      throws ActionException, StorageException {
    try {
      return new RevisionRun(context, options.action(), release)
          .run(
              new RevisionRun.Steps(
                  HookEvent.PRE_UPGRADE,
                  HookEvent.POST_UPGRADE,
                  () -> update.run(before, wanted),
                  () ->
                      objects.await(
                          wanted, options.action().waitFor(), options.action().timeout())),
              new RevisionRun.Words(
                  "Upgrade \"%s\" failed: ".formatted(release.name()),
                  "pre-upgrade hooks failed: ",
                  "post-upgrade hooks failed: ",
                  options.action().descriptionOr("Upgrade complete")));
    } catch (ActionException e) {
      cleanUp(update.created());
      throw e;
    }
  }

  private void cleanUp(List<ObjectRef> created) throws ActionException {
    if (!options.cleanupOnFail()) {
      return;
    }
    try {
      for (ObjectRef ref : created) {
        context.cluster().delete(ref, Propagation.BACKGROUND);
      }
    } catch (ClusterException e) {
      throw new ActionException(
          Reason.APPLY, "an error occurred while cleaning up resources: " + e.getMessage(), e);
    }
  }

  private static List<ManifestObject> added(
      List<ManifestObject> previous, List<ManifestObject> wanted) {
    Set<ObjectRef> known = ObjectUpdate.byName(previous).keySet();
    return wanted.stream()
        .filter(object -> !known.contains(object.ref().withoutVersion()))
        .toList();
  }
}
