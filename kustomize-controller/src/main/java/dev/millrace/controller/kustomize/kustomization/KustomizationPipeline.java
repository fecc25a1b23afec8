package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.RECONCILIATION_SUCCEEDED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.Conditions;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.controller.kustomize.drift.DriftWatch;
import dev.millrace.controller.kustomize.target.TargetCluster;
import dev.millrace.controller.kustomize.target.TargetClusters;
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

/** Find the source → require dependencies → fetch → build → apply and prune → check health. */
public final class KustomizationPipeline implements Pipeline<Kustomization, KustomizationStatus> {
  private final Steps steps;
  private final ExpressionCompiler compiler;
  private final TargetClusters targets;
  private final DriftWatch drift;
  private final Clock clock;

  /** What is done, one after the other. */
  public record Steps(
      FindSource findSource,
      RequireDependencies requireDependencies,
      FetchSource fetchSource,
      BuildManifests buildManifests,
      ApplyManifests applyManifests,
      CheckHealth checkHealth,
      RemoveObjects removeObjects) {}

  /** A pipeline of these steps. */
  public KustomizationPipeline(
      Steps steps,
      ExpressionCompiler compiler,
      TargetClusters targets,
      DriftWatch drift,
      Clock clock) {
    this.steps = steps;
    this.compiler = compiler;
    this.targets = targets;
    this.drift = drift;
    this.clock = clock;
  }

  @Override
  public Outcome run(Run<Kustomization, KustomizationStatus> run) throws InterruptedException {
    Kustomization object = run.object();
    Instant start = clock.instant();
    Expressions expressions = Expressions.of(object, compiler);
    Source source = steps.findSource().of(object);
    nameRevision(run, source);
    steps.requireDependencies().of(object, source, expressions);
    announce(run, source, "Fetching manifests");
    FetchSource.Sources sources = steps.fetchSource().from(source, object.spec());
    Manifests manifests = steps.buildManifests().of(object, sources);
    try {
      boolean changed = applyAndCheck(run, source, manifests, expressions);
      return succeeded(run, source, manifests, changed, start);
    } catch (ReconcileFailure failure) {
      remember(run, source, manifests, failure.reason(), start);
      throw failure;
    }
  }

  @Override
  public Outcome delete(Run<Kustomization, KustomizationStatus> run) {
    drift.forget(run.object());
    steps.removeObjects().of(run);
    return new Outcome.Deleted();
  }

  private static void nameRevision(Run<Kustomization, KustomizationStatus> run, Source source) {
    run.fact(Notice.REVISION, source.revision());
    source.originRevision().ifPresent(origin -> run.fact(Notice.ORIGIN_REVISION, origin));
  }

  /** Says what is done, unless everything is as it was and nobody waits for it. */
  private static void announce(
      Run<Kustomization, KustomizationStatus> run, Source source, String what) {
    run.update(status -> status.toBuilder().lastAttemptedRevision(source.revision()).build());
    if (isNew(run, source)) {
      run.reportOutdated(announcement(run, source, what));
    }
  }

  private static String announcement(
      Run<Kustomization, KustomizationStatus> run, Source source, String what) {
    return "%s for revision %s with a timeout of %s"
        .formatted(what, source.revision(), Timing.text(Timing.timeout(run.object().spec())));
  }

  /** Whether this run is about something that was not applied successfully yet. */
  private static boolean isNew(Run<Kustomization, KustomizationStatus> run, Source source) {
    KustomizationStatus before = run.object().status();
    return !source.revision().equals(before.lastAppliedRevision())
        || !Conditions.holds(before.conditions(), ConditionType.READY);
  }

  private boolean applyAndCheck(
      Run<Kustomization, KustomizationStatus> run,
      Source source,
      Manifests manifests,
      Expressions expressions)
      throws InterruptedException {
    try (TargetCluster target = Connecting.to(targets, run.object())) {
      ApplyManifests.Applied applied = steps.applyManifests().to(target, run, manifests);
      String announcement = announcement(run, source, "Running health checks");
      steps.checkHealth().of(run, target, expressions, applied, announcement);
      return applied.isChange();
    }
  }

  private Outcome succeeded(
      Run<Kustomization, KustomizationStatus> run,
      Source source,
      Manifests manifests,
      boolean changed,
      Instant start) {
    boolean isNew = isNew(run, source);
    remember(run, source, manifests, RECONCILIATION_SUCCEEDED, start);
    run.update(
        status ->
            status.toBuilder()
                .lastAppliedRevision(source.revision())
                .lastAppliedOriginRevision(source.originRevision().orElse(null))
                .build());
    String message = "Applied revision: " + source.revision();
    if (!changed && !isNew) {
      return new Outcome.Unchanged(RECONCILIATION_SUCCEEDED, message);
    }
    tellFinished(run, start);
    return new Outcome.Ready(RECONCILIATION_SUCCEEDED, message);
  }

  private void tellFinished(Run<Kustomization, KustomizationStatus> run, Instant start) {
    String message =
        "Reconciliation finished in %s, next run in %s"
            .formatted(
                Timing.text(since(start)), Timing.text(Timing.interval(run.object().spec())));
    run.tell(
        new Notice(
            Severity.INFO,
            RECONCILIATION_SUCCEEDED.text(),
            message,
            Map.of("commit_status", "update")));
  }

  private void remember(
      Run<Kustomization, KustomizationStatus> run,
      Source source,
      Manifests manifests,
      Reason result,
      Instant start) {
    run.update(
        status ->
            status.toBuilder()
                .history(
                    History.with(
                        status.history(), manifests, source, result, since(start), clock.instant()))
                .build());
  }

  private Duration since(Instant start) {
    return Duration.between(start, clock.instant());
  }
}
