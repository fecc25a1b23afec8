package dev.millrace.apply;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.drift.SecretMask;
import dev.millrace.apply.drift.TreeDiff;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.plan.Observation;
import dev.millrace.apply.plan.Trial;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Compares released objects with the cluster by a dry run of server-side apply, and puts right what
 * differs, as Flux does for Helm releases (FLUX.md 4.4).
 */
public final class DriftDetector {

  private final Cluster cluster;
  private final DryRun dryRun;
  private final Normalization normalization;
  private final String manager;
  private final Predicate<KubeObject> excluded;
  private final int concurrency;

  /**
   * Makes a detector.
   *
   * @param manager the field manager of the releases
   * @param excluded which objects nobody looks at
   * @param concurrency how many objects are compared at once
   */
  public DriftDetector(
      Cluster cluster,
      Normalization normalization,
      String manager,
      Predicate<KubeObject> excluded,
      int concurrency) {
    this.cluster = cluster;
    this.dryRun = new DryRun(cluster, manager);
    this.normalization = normalization;
    this.manager = manager;
    this.excluded = excluded;
    this.concurrency = concurrency;
  }

  /**
   * Compares objects with the cluster; namespaced ones must name their namespace.
   *
   * @throws ApiFailure if an object cannot be read or tried
   */
  public List<ObjectDrift> detect(List<KubeObject> released, IgnoreRules ignored) {
    return new InParallel(concurrency).map(released, object -> detect(object, ignored));
  }

  private ObjectDrift detect(KubeObject released, IgnoreRules ignored) {
    List<JsonPointer> paths = ignored.pathsFor(released);
    if (excluded.test(released) || paths.stream().anyMatch(JsonPointer::isRoot)) {
      return new ObjectDrift.Excluded(released);
    }
    KubeObject wanted = normalization.normalize(released).without("metadata", "creationTimestamp");
    Optional<KubeObject> found = cluster.get(wanted.apiVersion(), wanted.ref());
    Observation tried = dryRun.ofOneState(wanted, found, dryRun.tryOut(wanted));
    KubeObject merged = merged(tried.trial());
    if (tried.live().isEmpty() || merged.resourceVersion().isEmpty()) {
      return new ObjectDrift.Missing(wanted);
    }
    List<FieldChange> changes =
        TreeDiff.ofObjects(
                IgnoreRules.strip(tried.live().get(), paths), IgnoreRules.strip(merged, paths))
            .stream()
            .filter(DriftDetector::counts)
            .toList();
    return changes.isEmpty() ? new ObjectDrift.InSync(wanted) : changed(wanted, changes);
  }

  private static KubeObject merged(Trial trial) {
    return switch (trial) {
      case Trial.Merged(KubeObject merged) -> merged;
      case Trial.Refused(ApiFailure failure) -> throw failure;
      case Trial.Proven _, Trial.Untried _ -> throw new IllegalStateException("not tried");
    };
  }

  /** Controllers of the cluster add labels and annotations; those are nobody's mistake. */
  private static boolean counts(FieldChange change) {
    return change.kind() != FieldChange.Kind.REMOVED
        || !change.path().startsWith(JsonPointer.of("metadata"));
  }

  private static ObjectDrift changed(KubeObject wanted, List<FieldChange> changes) {
    SecretMask mask = SecretMask.of(wanted);
    return new ObjectDrift.Changed(
        wanted,
        changes.stream().map(mask::mask).toList(),
        changes.stream().map(FieldChange::toPatch).toList());
  }

  /**
   * Makes an object anew or changes what differs; does nothing for one that is as released.
   *
   * @throws ApiFailure if the server refuses; its message can quote secret values
   */
  public void correct(ObjectDrift drift) {
    switch (drift) {
      case ObjectDrift.Missing(KubeObject object) ->
          cluster.apply(object, ApplyMode.forced(manager));
      case ObjectDrift.Changed(KubeObject object, var _, var patch) ->
          cluster.patch(object.apiVersion(), object.ref(), patch, manager);
      case ObjectDrift.InSync _, ObjectDrift.Excluded _ -> {}
    }
  }
}
