package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.Conditions;
import dev.millrace.cluster.spec.SpecExpressions;
import dev.millrace.cluster.waiting.Waits;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.reconcile.Run;

/**
 * One run with what its first step found out.
 *
 * @param basis what waits of the run depend on
 */
record Task(
    Run<Kustomization, KustomizationStatus> run,
    SpecExpressions expressions,
    Source source,
    Waits.Basis basis) {
  Kustomization object() {
    return run.object();
  }

  /** Whether this run is about something that was not applied successfully yet. */
  boolean isNew() {
    KustomizationStatus before = object().status();
    return !source.revision().equals(before.lastAppliedRevision())
        || !Conditions.holds(before.conditions(), ConditionType.READY);
  }
}
