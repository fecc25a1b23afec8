package dev.millrace.apply;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.plan.Observation;
import dev.millrace.apply.plan.Trial;
import java.util.Optional;

/**
 * Reads objects and tries to apply them. What a dry run made of an object is compared only with the
 * very state that it was made from; otherwise what a controller wrote between the two requests
 * would look like a difference.
 */
final class DryRun {

  private static final int MAX_ATTEMPTS = 3;

  private final Cluster cluster;
  private final ApplyMode mode;

  DryRun(Cluster cluster, String manager) {
    this.cluster = cluster;
    this.mode = ApplyMode.forced(manager).asDryRun();
  }

  /** Whoever may apply need not be allowed to read; Flux goes on without, and so does this. */
  Optional<KubeObject> read(KubeObject object) {
    try {
      return cluster.get(object.apiVersion(), object.ref());
    } catch (ApiFailure _) {
      return Optional.empty();
    }
  }

  Trial tryOut(KubeObject object) {
    try {
      return new Trial.Merged(cluster.apply(object, mode));
    } catch (ApiFailure failure) {
      return new Trial.Refused(failure);
    }
  }

  /** Tries an object of which the state in the cluster was read. */
  Observation tryOut(KubeObject object, KubeObject live) {
    return ofOneState(object, Optional.of(live), tryOut(object));
  }

  /** Reads and tries again until both are of one state, or it does not matter any more. */
  Observation ofOneState(KubeObject object, Optional<KubeObject> live, Trial trial) {
    Optional<KubeObject> state = live;
    Trial result = trial;
    for (int attempt = 1; attempt < MAX_ATTEMPTS && areOfTwoStates(state, result); attempt++) {
      state = read(object);
      if (areOfTwoStates(state, result)) {
        result = tryOut(object);
      }
    }
    return new Observation(state, result);
  }

  private static boolean areOfTwoStates(Optional<KubeObject> live, Trial trial) {
    return live.isPresent()
        && trial instanceof Trial.Merged(KubeObject merged)
        && !merged.resourceVersion().isEmpty()
        && !merged.resourceVersion().equals(live.get().resourceVersion());
  }
}
