package dev.millrace.controller.helm.helmrelease;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.object.KubeObject;
import java.util.Objects;
import java.util.Optional;

/**
 * Sees to it that a HelmChart is as wanted; what others added to it stays.
 *
 * @param manager the field manager
 */
record PutChart(Cluster cluster, String manager) {
  private static final int MOST_ATTEMPTS = 5;

  /** What had to be done. */
  enum Change {
    NONE,
    CREATED,
    CONFIGURED
  }

  /**
   * Writes the HelmChart unless it is as wanted.
   *
   * @throws ApiFailure if the server refuses
   */
  Change put(KubeObject wanted) {
    Optional<KubeObject> live = cluster.get(wanted.apiVersion(), wanted.ref());
    if (live.isPresent() && isAsWanted(live.get(), wanted)) {
      return Change.NONE;
    }
    apply(wanted);
    return live.isPresent() ? Change.CONFIGURED : Change.CREATED;
  }

  /** A conflict with somebody who writes at the same moment is over when it is told of. */
  private void apply(KubeObject wanted) {
    for (int attempt = 1; ; attempt++) {
      try {
        cluster.apply(wanted, ApplyMode.forced(manager));
        return;
      } catch (ApiFailure failure) {
        if (!failure.isConflict() || attempt == MOST_ATTEMPTS) {
          throw failure;
        }
      }
    }
  }

  private static boolean isAsWanted(KubeObject live, KubeObject wanted) {
    return live.labels().entrySet().containsAll(wanted.labels().entrySet())
        && live.annotations().entrySet().containsAll(wanted.annotations().entrySet())
        && Objects.equals(live.get("spec"), wanted.get("spec"));
  }
}
