package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.BUILD_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.apply.waves.SyncPlan;
import dev.millrace.apply.waves.SyncRun;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import java.time.Clock;
import java.util.Optional;

/**
 * Finds what is to run around the deletion of a Kustomization: the hooks of Argo CD in its source,
 * as that is now.
 *
 * <p>A source that is gone, or that can't be built, must not keep a Kustomization from being
 * deleted: then no hooks run, and an event says so. An artifact that can't be fetched at the moment
 * is tried again.
 */
public final class FindDeletionHooks {
  private final BeginTask beginTask;
  private final LoadVariables loadVariables;
  private final FetchSource fetchSource;
  private final BuildManifests buildManifests;
  private final Clock clock;

  /** Builds what would be applied now. */
  public FindDeletionHooks(
      BeginTask beginTask,
      LoadVariables loadVariables,
      FetchSource fetchSource,
      BuildManifests buildManifests,
      Clock clock) {
    this.beginTask = beginTask;
    this.loadVariables = loadVariables;
    this.fetchSource = fetchSource;
    this.buildManifests = buildManifests;
    this.clock = clock;
  }

  /**
   * Hooks that are there.
   *
   * @param task what waits for them
   * @param plan with at least one of them
   */
  record Hooks(Task task, SyncPlan plan) {}

  /** The hooks; empty if there are none or nobody can know. */
  Optional<Hooks> of(Run<Kustomization, KustomizationStatus> run) throws InterruptedException {
    Task task;
    Variables variables;
    try {
      task = beginTask.of(run);
      variables = loadVariables.of(run.object());
    } catch (ReconcileFailure failure) {
      return none(run, failure);
    }
    FetchSource.Sources sources = fetchSource.from(task.source(), run.object().spec());
    try {
      Manifests manifests = buildManifests.of(run.object(), sources, variables);
      return Optional.of(new Hooks(task, SyncPlan.of(manifests.desired(), sync(task))))
          .filter(hooks -> hooks.plan().hasHooksOfDeletion());
    } catch (ReconcileFailure failure) {
      return none(run, failure);
    }
  }

  /** Each attempt to delete runs its hooks, as it does those that have names. */
  private SyncRun sync(Task task) {
    return new SyncRun(task.source().revision(), clock.instant().toString());
  }

  private static Optional<Hooks> none(
      Run<Kustomization, KustomizationStatus> run, ReconcileFailure failure) {
    run.tell(
        Notice.error(
            BUILD_FAILED.text(),
            "PreDelete and PostDelete hooks, if there are any, are not run: " + failure.text()));
    return Optional.empty();
  }
}
