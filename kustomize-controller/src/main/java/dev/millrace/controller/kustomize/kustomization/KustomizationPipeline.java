package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.RECONCILIATION_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.cluster.target.TargetCluster;
import dev.millrace.cluster.target.TargetClusters;
import dev.millrace.controller.kustomize.drift.DriftWatch;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Lineage;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;
import java.time.Clock;
import java.util.Optional;

/**
 * Find the source → require dependencies → load variables → fetch → build → guard deletions → apply
 * and prune → check health; what is known to be as it should be is skipped.
 */
public final class KustomizationPipeline implements Pipeline<Kustomization, KustomizationStatus> {
  private final Steps steps;
  private final TargetClusters targets;
  private final LastRuns lastRuns;
  private final DriftWatch drift;
  private final RunResults results;

  /** What is done, one after the other. */
  public record Steps(
      BeginTask beginTask,
      RequireDependencies requireDependencies,
      LoadVariables loadVariables,
      FetchSource fetchSource,
      BuildManifests buildManifests,
      GuardDeletions guardDeletions,
      ApplyManifests applyManifests,
      CheckHealth checkHealth,
      RemoveObjects removeObjects) {}

  /** A pipeline of these steps. */
  public KustomizationPipeline(
      Steps steps, TargetClusters targets, LastRuns lastRuns, DriftWatch drift, Clock clock) {
    this.steps = steps;
    this.targets = targets;
    this.lastRuns = lastRuns;
    this.drift = drift;
    this.results = new RunResults(clock);
  }

  @Override
  public Outcome run(Run<Kustomization, KustomizationStatus> run) throws InterruptedException {
    Task task = begin(run);
    try (Effect effect = bringAbout(task)) {
      return switch (effect) {
        case Effect.Kept kept -> stillHealthy(task, kept);
        case Effect.Applied applied -> healthy(task, applied);
      };
    }
  }

  @Override
  public Outcome delete(Run<Kustomization, KustomizationStatus> run) throws InterruptedException {
    forget(run.object());
    steps.removeObjects().of(run);
    return new Outcome.Deleted();
  }

  @Override
  public void forget(Kustomization object) {
    drift.forget(object);
    lastRuns.forget(object);
  }

  private Task begin(Run<Kustomization, KustomizationStatus> run) {
    Task task = steps.beginTask().of(run);
    nameRevision(run, task.source());
    run.take("require dependencies", () -> steps.requireDependencies().of(task));
    return task;
  }

  /** Does what is to be done before only health is waited for. */
  private Effect bringAbout(Task task) throws InterruptedException {
    Variables variables =
        task.run().step("load variables", () -> steps.loadVariables().of(task.object()));
    Optional<LastRun> last = lastRuns.stillValid(task.run(), variables);
    return last.isPresent()
        ? applyIfChanged(task, variables, last.get())
        : applyAll(task, variables);
  }

  /** All is as the last run left it; only other files may be a reason to do something. */
  private Effect applyIfChanged(Task task, Variables variables, LastRun last)
      throws InterruptedException {
    boolean isUnchangedElsewhere = steps.buildManifests().isUnchangedElsewhere(last.inputs());
    if (isUnchangedElsewhere && last.artifactDigest().equals(task.source().artifact().digest())) {
      return keep(task, last);
    }
    FetchSource.Sources sources = fetch(task);
    if (isUnchangedElsewhere && last.inputs().areIn(sources.tree())) {
      task.run().letOthersGoFirst(); // a commit that concerns them waits among a thousand of us
      return keep(task, last);
    }
    announce(task);
    return buildAndApply(task, variables, sources);
  }

  private Effect applyAll(Task task, Variables variables) throws InterruptedException {
    announce(task);
    return buildAndApply(task, variables, fetch(task));
  }

  private FetchSource.Sources fetch(Task task) throws InterruptedException {
    return task.run()
        .step("fetch source", () -> steps.fetchSource().from(task.source(), task.object().spec()));
  }

  /** Nothing of what was read changed: the revision is noted and nothing else is done. */
  private Effect keep(Task task, LastRun last) throws InterruptedException {
    noteAttempt(task);
    drift.attend(task.object()); // whatever drifted is as it should be by now
    lastRuns.spare(task.object(), last, task.source());
    return connected(
        task,
        target -> new Effect.Kept(target, steps.checkHealth().beginAgain(task, target, last)));
  }

  private Effect buildAndApply(Task task, Variables variables, FetchSource.Sources sources)
      throws InterruptedException {
    Manifests manifests =
        task.run()
            .step(
                "build manifests",
                () -> steps.buildManifests().of(task.object(), sources, variables));
    steps.guardDeletions().check(task.object(), task.source(), manifests);
    boolean thorough = lastRuns.wantsFullCheck(task.run());
    lastRuns.forget(task.object());
    try {
      return task.run()
          .step(
              "apply manifests",
              () -> connected(task, target -> apply(task, target, variables, manifests, thorough)));
    } catch (ReconcileFailure failure) {
      results.failed(task, manifests.digest(), failure);
      throw failure;
    }
  }

  private Effect apply(
      Task task, TargetCluster target, Variables variables, Manifests manifests, boolean thorough)
      throws InterruptedException {
    CheckHealth health = steps.checkHealth();
    ApplyManifests.Applied applied =
        steps.applyManifests().to(target, task, manifests, thorough, health);
    return new Effect.Applied(
        target,
        health.begin(task, target, applied),
        manifests.digest(),
        applied.isChange(),
        applied.basis(variables, manifests));
  }

  private Outcome stillHealthy(Task task, Effect.Kept kept) throws InterruptedException {
    awaitHealth(task, kept);
    return results.kept(task);
  }

  private Outcome healthy(Task task, Effect.Applied applied) throws InterruptedException {
    try {
      awaitHealth(task, applied);
    } catch (ReconcileFailure failure) {
      results.failed(task, applied.manifests(), failure);
      throw failure;
    }
    if (applied.target().isOwn()) {
      lastRuns.remember(task.object(), task.source(), applied.basis());
    }
    return results.applied(task, applied);
  }

  private void awaitHealth(Task task, Effect effect) throws InterruptedException {
    task.run().take("check health", () -> steps.checkHealth().end(task, effect.check()));
  }

  /** What is done with a connection, which stays open for what comes after. */
  @FunctionalInterface
  private interface Connected {
    Effect effect(TargetCluster target) throws InterruptedException;
  }

  private Effect connected(Task task, Connected work) throws InterruptedException {
    TargetCluster target =
        targets.connect(References.destination(task.object()), RECONCILIATION_FAILED);
    try {
      return work.effect(target);
    } catch (RuntimeException | InterruptedException e) {
      target.close();
      throw e;
    }
  }

  private static void nameRevision(Run<Kustomization, KustomizationStatus> run, Source source) {
    run.fact(Notice.REVISION, source.revision());
    source.originRevision().ifPresent(origin -> run.fact(Notice.ORIGIN_REVISION, origin));
  }

  /** Says what is done, unless everything is as it was and nobody waits for it. */
  private static void announce(Task task) {
    noteAttempt(task);
    if (task.isNew()) {
      task.run()
          .reportOutdated(
              "Fetching manifests for revision %s with a timeout of %s"
                  .formatted(
                      task.source().revision(), Timing.text(Timing.timeout(task.object().spec()))));
    }
  }

  private static void noteAttempt(Task task) {
    String revision = task.source().revision();
    if (!revision.equals(task.object().status().lastAppliedRevision())) {
      task.run().belongsTo(() -> Lineage.using(task.source().artifact()));
    }
    task.run().update(status -> status.toBuilder().lastAttemptedRevision(revision).build());
  }
}
