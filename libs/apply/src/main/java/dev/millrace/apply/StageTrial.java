package dev.millrace.apply;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.cluster.PatchOperation;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.observe.DesiredDigest;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.observe.Sighting;
import dev.millrace.apply.ownership.AppliedState;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.Observation;
import dev.millrace.apply.plan.TakeOver;
import dev.millrace.apply.plan.Trial;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out what applying one object would do, with as few requests as the answer needs: none if a
 * watch shows that nothing changed, one dry run for an object that does not exist or is as it was
 * when it was last compared, a read and a dry run else.
 */
final class StageTrial {

  private final Cluster cluster;
  private final DryRun dryRun;
  private final LiveView view;
  private final ApplySettings settings;
  private final IgnoreRules ignored;
  private final Inventory inventory;
  private final boolean fast;

  StageTrial(Cluster cluster, LiveView view, ApplySettings settings, ApplyRequest request) {
    this.cluster = cluster;
    this.dryRun = new DryRun(cluster, settings.manager());
    this.view = view;
    this.settings = settings;
    this.ignored = request.ignored();
    this.inventory = request.inventory();
    this.fast = request.check() == ApplyRequest.Check.FAST;
  }

  /** Whether nothing that is known speaks of an object, so that it probably does not exist. */
  boolean seemsNew(KubeObject object) {
    return !settings.controls().isExcluded(object)
        && !inventory.contains(object.ref())
        && view.look(InventoryEntry.of(object)) instanceof Sighting.Unknown;
  }

  Observation observe(Desired desired) {
    KubeObject object = desired.object();
    if (settings.controls().isExcluded(object)) {
      return Observation.absent();
    }
    return switch (view.look(InventoryEntry.of(object))) {
      case Sighting.Present present when needsNoTrial(object, present.metadata()) ->
          Observation.watched(present.metadata(), new Trial.Untried());
      case Sighting.Present present when present.metadata().isBeingDeleted() -> readFirst(object);
      case Sighting.Present present when isProven(object, present) ->
          Observation.watched(present.metadata(), new Trial.Proven());
      case Sighting.Present present when mayBeAsCompared(object, present) ->
          tryKnown(object, present);
      case Sighting.Present _ -> readFirst(object);
      case Sighting.Unknown() ->
          inventory.contains(object.ref()) ? readFirst(object) : tryFirst(object);
    };
  }

  /** For an object that probably exists. */
  private Observation readFirst(KubeObject object) {
    Optional<KubeObject> live = dryRun.read(object);
    if (live.isEmpty()) {
      return new Observation(live, dryRun.tryOut(object));
    }
    if (needsNoTrial(object, live.get())) {
      return Observation.seen(live.get());
    }
    if (isProven(object, live.get())) {
      return new Observation(live, new Trial.Proven());
    }
    return tryExisting(object, live.get(), () -> dryRun.tryOut(object, live.get()));
  }

  /** For an object that probably does not exist: a dry run tells whether it does. */
  private Observation tryFirst(KubeObject object) {
    if (settings.controls().isCreatedOnly(object)) {
      return readFirst(object);
    }
    Trial trial = dryRun.tryOut(object);
    boolean exists =
        trial instanceof Trial.Merged(KubeObject merged) && !merged.resourceVersion().isEmpty();
    boolean mayExist = trial instanceof Trial.Refused(ApiFailure failure) && !failure.isNotFound();
    return exists || mayExist
        ? readAndCompare(object, trial)
        : new Observation(Optional.empty(), trial);
  }

  private boolean mayBeAsCompared(KubeObject object, Sighting.Present present) {
    return !present.content().isEmpty()
        && !present.hasForeignFields()
        && ignored.pathsFor(object).isEmpty();
  }

  /** If a dry run makes of an object what a watch shows of it, nothing is left to find out. */
  private Observation tryKnown(KubeObject object, Sighting.Present known) {
    Trial trial = dryRun.tryOut(object);
    return trial instanceof Trial.Merged(KubeObject merged) && known.isSameAs(merged)
        ? Observation.watched(known.metadata(), new Trial.Proven())
        : readAndCompare(object, trial);
  }

  /** For an object that exists, after a dry run. */
  private Observation readAndCompare(KubeObject object, Trial trial) {
    Optional<KubeObject> live = dryRun.read(object);
    Supplier<Observation> comparison = () -> dryRun.ofOneState(object, live, trial);
    return live.map(
            found ->
                needsNoTrial(object, found)
                    ? Observation.seen(found)
                    : tryExisting(object, found, comparison))
        .orElseGet(comparison);
  }

  private boolean needsNoTrial(KubeObject desired, KubeObject live) {
    return settings.controls().isExcluded(live) || settings.controls().isCreatedOnly(desired);
  }

  private boolean isProven(KubeObject desired, Sighting.Present present) {
    return fast
        && !present.hasForeignFields()
        && (isKnownToBeEqual(desired, present)
            || present.applied().filter(applied -> isSettled(desired, applied)).isPresent());
  }

  private boolean isProven(KubeObject desired, KubeObject live) {
    return fast
        && !settings.takeOver().appliesTo(live)
        && AppliedState.of(live, settings.manager())
            .filter(applied -> isSettled(desired, applied))
            .isPresent();
  }

  /** The server writes some values in its own way; then only an earlier comparison helps. */
  private boolean isKnownToBeEqual(KubeObject desired, Sighting.Present present) {
    return !present.settledFor().isEmpty()
        && ignored.pathsFor(desired).isEmpty()
        && present.settledFor().equals(DesiredDigest.of(desired));
  }

  private boolean isSettled(KubeObject desired, AppliedState applied) {
    return applied.equalsDesired(ignored.alignedWith(applied, desired));
  }

  /** A dry run can fail only because owners speak of an older API version. */
  private Observation tryExisting(
      KubeObject object, KubeObject live, Supplier<Observation> asItIs) {
    List<PatchOperation> patch =
        settings.migrateApiVersion() ? TakeOver.migration(live, object.apiVersion()) : List.of();
    return patch.isEmpty() ? asItIs.get() : migrateThenTry(object, live, patch);
  }

  private Observation migrateThenTry(
      KubeObject object, KubeObject live, List<PatchOperation> patch) {
    try {
      KubeObject current =
          cluster.patch(object.apiVersion(), object.ref(), patch, settings.manager());
      return dryRun.tryOut(object, current);
    } catch (ApiFailure failure) {
      return new Observation(Optional.of(live), new Trial.Refused(failure));
    }
  }
}
