package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.HEALTH_CHECK_CANCELED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.RECONCILIATION_FAILED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.RECONCILIATION_SUCCEEDED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.Conditions;
import dev.millrace.apply.waves.HealthGate;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.cluster.spec.SpecExpressions;
import dev.millrace.cluster.target.TargetCluster;
import dev.millrace.cluster.target.TargetClusters;
import dev.millrace.controller.kustomize.drift.DriftWatch;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.outcome.Severity;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Find the source → require dependencies → load variables → fetch → build → guard deletions → apply
 * and prune → check health; what is known to be as it should be is skipped.
 */
public final class KustomizationPipeline implements Pipeline<Kustomization, KustomizationStatus> {
  private final Steps steps;
  private final ExpressionCompiler compiler;
  private final TargetClusters targets;
  private final LastRuns lastRuns;
  private final DriftWatch drift;
  private final Clock clock;

  /** What is done, one after the other. */
  public record Steps(
      FindSource findSource,
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
      Steps steps,
      ExpressionCompiler compiler,
      TargetClusters targets,
      LastRuns lastRuns,
      DriftWatch drift,
      Clock clock) {
    this.steps = steps;
    this.compiler = compiler;
    this.targets = targets;
    this.lastRuns = lastRuns;
    this.drift = drift;
    this.clock = clock;
  }

  /** One run with what its first steps found out. */
  private record Task(
      Run<Kustomization, KustomizationStatus> run,
      SpecExpressions expressions,
      Source source,
      Variables variables,
      Instant start) {
    Kustomization object() {
      return run.object();
    }
  }

  @Override
  public Outcome run(Run<Kustomization, KustomizationStatus> run) throws InterruptedException {
    Kustomization object = run.object();
    Instant start = clock.instant();
    SpecExpressions expressions =
        SpecExpressions.compile(
            object.spec().healthCheckExprs(), object.spec().dependsOn(), compiler);
    Source source = steps.findSource().of(object);
    nameRevision(run, source);
    steps.requireDependencies().of(object, source, expressions);
    Variables variables = steps.loadVariables().of(object);
    Task task = new Task(run, expressions, source, variables, start);
    Optional<LastRun> last = lastRuns.stillValid(run, variables);
    return last.isPresent() ? applyIfChanged(task, last.get()) : applyAll(task);
  }

  @Override
  public Outcome delete(Run<Kustomization, KustomizationStatus> run) {
    forget(run.object());
    steps.removeObjects().of(run);
    return new Outcome.Deleted();
  }

  @Override
  public void forget(Kustomization object) {
    drift.forget(object);
    lastRuns.forget(object);
  }

  /** All is as the last run left it; only another artifact may be a reason to do something. */
  private Outcome applyIfChanged(Task task, LastRun last) throws InterruptedException {
    if (last.artifactDigest().equals(task.source().artifact().digest())) {
      return stillApplied(task, last);
    }
    FetchSource.Sources sources = steps.fetchSource().from(task.source(), task.object().spec());
    if (last.inputs().areIn(sources.tree())) {
      return stillApplied(task, last);
    }
    announce(task);
    return buildAndApply(task, sources);
  }

  private Outcome applyAll(Task task) throws InterruptedException {
    announce(task);
    return buildAndApply(task, steps.fetchSource().from(task.source(), task.object().spec()));
  }

  /** Nothing of what was read changed: the revision is noted and nothing else is done. */
  private Outcome stillApplied(Task task, LastRun last) throws InterruptedException {
    noteAttempt(task);
    lastRuns.spare(task.object(), last, task.source());
    try (TargetCluster target = connect(task.object())) {
      steps.checkHealth().again(task.run(), task.source(), target, task.expressions(), last);
    }
    return new Outcome.Unchanged(
        RECONCILIATION_SUCCEEDED, applied(task.object().status().lastAppliedRevision()));
  }

  private Outcome buildAndApply(Task task, FetchSource.Sources sources)
      throws InterruptedException {
    Manifests manifests = steps.buildManifests().of(task.object(), sources, task.variables());
    steps.guardDeletions().check(task.object(), task.source(), manifests);
    try {
      boolean changed = applyAndCheck(task, manifests);
      return succeeded(task, manifests, changed);
    } catch (ReconcileFailure failure) {
      if (failure.reason() != HEALTH_CHECK_CANCELED) {
        remember(task, manifests, failure.reason());
      }
      throw failure;
    }
  }

  private boolean applyAndCheck(Task task, Manifests manifests) throws InterruptedException {
    Kustomization object = task.object();
    boolean thorough = lastRuns.wantsFullCheck(task.run());
    lastRuns.forget(object);
    try (TargetCluster target = connect(object)) {
      ApplyManifests.Applied applied =
          steps
              .applyManifests()
              .to(
                  target,
                  steps.checkHealth().parking(task.run(), task.source()),
                  manifests,
                  thorough,
                  healthOf(task, target));
      steps.checkHealth().of(task.run(), task.source(), target, task.expressions(), applied);
      if (target.isOwn()) {
        lastRuns.remember(object, task.source(), task.variables(), manifests, applied);
      }
      return applied.isChange();
    }
  }

  private HealthGate healthOf(Task task, TargetCluster target) {
    return steps.checkHealth().gate(task.run(), task.source(), target, task.expressions());
  }

  private TargetCluster connect(Kustomization object) {
    return targets.connect(References.destination(object), RECONCILIATION_FAILED);
  }

  private static void nameRevision(Run<Kustomization, KustomizationStatus> run, Source source) {
    run.fact(Notice.REVISION, source.revision());
    source.originRevision().ifPresent(origin -> run.fact(Notice.ORIGIN_REVISION, origin));
  }

  /** Says what is done, unless everything is as it was and nobody waits for it. */
  private static void announce(Task task) {
    noteAttempt(task);
    if (isNew(task)) {
      task.run()
          .reportOutdated(
              "Fetching manifests for revision %s with a timeout of %s"
                  .formatted(
                      task.source().revision(), Timing.text(Timing.timeout(task.object().spec()))));
    }
  }

  private static void noteAttempt(Task task) {
    String revision = task.source().revision();
    task.run().update(status -> status.toBuilder().lastAttemptedRevision(revision).build());
  }

  /** Whether this run is about something that was not applied successfully yet. */
  private static boolean isNew(Task task) {
    KustomizationStatus before = task.object().status();
    return !task.source().revision().equals(before.lastAppliedRevision())
        || !Conditions.holds(before.conditions(), ConditionType.READY);
  }

  private Outcome succeeded(Task task, Manifests manifests, boolean changed) {
    boolean isNew = isNew(task);
    remember(task, manifests, RECONCILIATION_SUCCEEDED);
    measure(task);
    Source source = task.source();
    task.run()
        .update(
            status ->
                status.toBuilder()
                    .lastAppliedRevision(source.revision())
                    .lastAppliedOriginRevision(source.originRevision().orElse(null))
                    .build());
    String message = applied(source.revision());
    if (!changed && !isNew) {
      return new Outcome.Unchanged(RECONCILIATION_SUCCEEDED, message);
    }
    tellFinished(task);
    return new Outcome.Ready(RECONCILIATION_SUCCEEDED, message);
  }

  /**
   * How long a revision took is measured when it is the only news: a new spec may ask for a
   * revision that others wanted long ago.
   */
  private static void measure(Task task) {
    Artifact artifact = task.source().artifact();
    String before = task.object().status().lastAppliedRevision();
    if (!artifact.revision().equals(before) && !task.run().hasNewSpec()) {
      artifact.lastUpdateTime().tryInstant().ifPresent(task.run()::rollsOut);
    }
  }

  private static String applied(@Nullable String revision) {
    return "Applied revision: " + revision;
  }

  private void tellFinished(Task task) {
    String message =
        "Reconciliation finished in %s, next run in %s"
            .formatted(
                Timing.text(since(task.start())),
                Timing.text(Timing.interval(task.object().spec())));
    task.run()
        .tell(
            new Notice(
                Severity.INFO,
                RECONCILIATION_SUCCEEDED.text(),
                message,
                Map.of("commit_status", "update")));
  }

  private void remember(Task task, Manifests manifests, Reason result) {
    Duration took = since(task.start());
    task.run()
        .update(
            status ->
                status.toBuilder()
                    .history(
                        History.with(
                            status.history(),
                            manifests,
                            task.source(),
                            result,
                            took,
                            clock.instant()))
                    .build());
  }

  private Duration since(Instant start) {
    return Duration.between(start, clock.instant());
  }
}
