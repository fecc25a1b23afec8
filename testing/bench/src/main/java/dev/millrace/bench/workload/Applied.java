package dev.millrace.bench.workload;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.Conditions;
import java.util.Objects;
import java.util.function.Predicate;

/** When a Kustomization is as wanted. */
final class Applied {
  private Applied() {}

  /** It is ready, with this revision applied. */
  static Predicate<Kustomization> revision(String revision) {
    return each -> revision.equals(each.status().lastAppliedRevision()) && isReady(each);
  }

  /** It is ready, and knows of this revision, which need not concern it. */
  static Predicate<Kustomization> attempt(String revision) {
    return each -> revision.equals(each.status().lastAttemptedRevision()) && isReady(each);
  }

  /** It is ready, with whatever revision. */
  static Predicate<Kustomization> something() {
    return each -> each.status().lastAppliedRevision() != null && isReady(each);
  }

  /** It is ready, and a request was handled. */
  static Predicate<Kustomization> request(String token) {
    return each -> token.equals(each.status().lastHandledReconcileAt()) && isReady(each);
  }

  private static boolean isReady(Kustomization each) {
    return Objects.equals(each.status().observedGeneration(), each.getMetadata().getGeneration())
        && Conditions.holds(each.status().conditions(), "Ready");
  }
}
