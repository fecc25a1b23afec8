package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.cluster.spec.SpecExpressions;
import dev.millrace.cluster.waiting.Waits;
import dev.millrace.runtime.reconcile.Run;

/** Finds out what a run is about, before it reads anything else that may change. */
public final class BeginTask {
  private final FindSource findSource;
  private final ExpressionCompiler compiler;
  private final Waits<Kustomization> waits;

  /** Begins with the source. */
  public BeginTask(FindSource findSource, ExpressionCompiler compiler, Waits<Kustomization> waits) {
    this.findSource = findSource;
    this.compiler = compiler;
    this.waits = waits;
  }

  /** The task of a run; ends the run when there is no source or an expression makes no sense. */
  Task of(Run<Kustomization, KustomizationStatus> run) {
    Kustomization object = run.object();
    SpecExpressions expressions =
        SpecExpressions.compile(
            object.spec().healthCheckExprs(), object.spec().dependsOn(), compiler);
    Source source = run.step("find source", () -> findSource.of(object));
    return new Task(run, expressions, source, waits.basis(source.key(), source.revision()));
  }
}
