package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationConditions.HEALTHY;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.HEALTH_CHECK_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.TypedObjectReference;
import dev.millrace.apply.health.HealthExpressions;
import dev.millrace.apply.health.HealthTarget;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.health.WaitOptions;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.object.ApiVersion;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.PlannedChange;
import dev.millrace.apply.waves.HealthGate;
import dev.millrace.cluster.spec.SpecExpressions;
import dev.millrace.cluster.target.TargetCluster;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Waits until what was applied works (FLUX.md 3.6); meanwhile the run holds no worker. */
public final class CheckHealth {
  private final Appliers appliers;
  private final Waits waits;
  private final boolean failFast;

  /**
   * Waits until something ends the wait.
   *
   * @param failFast whether the first object that will not get there ends the wait
   */
  public CheckHealth(Appliers appliers, Waits waits, boolean failFast) {
    this.appliers = appliers;
    this.waits = waits;
    this.failFast = failFast;
  }

  /**
   * One check.
   *
   * @param targets what to wait for
   * @param changed whether something was applied before, so that it is worth telling
   */
  record Check(
      Source source,
      TargetCluster target,
      List<HealthExpressions> rules,
      List<HealthTarget> targets,
      boolean changed) {}

  /** Waits for what was applied; ends the run when something is not healthy in time. */
  void of(
      Run<Kustomization, KustomizationStatus> run,
      Source source,
      TargetCluster target,
      SpecExpressions expressions,
      ApplyManifests.Applied applied)
      throws InterruptedException {
    List<HealthTarget> targets = targets(run.object(), () -> everything(applied));
    check(run, new Check(source, target, expressions.health(), targets, applied.isChange()));
  }

  /** Waits for what was applied before; ends the run when something is not healthy in time. */
  void again(
      Run<Kustomization, KustomizationStatus> run,
      Source source,
      TargetCluster target,
      SpecExpressions expressions,
      LastRun last)
      throws InterruptedException {
    Kustomization object = run.object();
    Inventory inventory = last.watched(Inventories.of(object.status()));
    List<HealthTarget> targets = targets(object, () -> everything(inventory));
    check(run, new Check(source, target, expressions.health(), targets, false));
  }

  private void check(Run<Kustomization, KustomizationStatus> run, Check check)
      throws InterruptedException {
    if (check.targets().isEmpty()) {
      run.unmark(HEALTHY);
      return;
    }
    boolean wasHealthy = Conditions.holds(run.object().status().conditions(), HEALTHY);
    boolean isNews = !wasHealthy || check.changed();
    HealthWaiter waiter = appliers.waiter(check.target(), check.rules());
    switch (await(run, check, waiter, isNews)) {
      case WaitOutcome.Ready(Duration took) -> {
        if (isNews) {
          passed(run, took, !wasHealthy || isNewRevision(run, check.source()));
        }
      }
      case WaitOutcome.NotReady(Duration took, String message, _) ->
          throw new ReconcileFailure(
              HEALTH_CHECK_FAILED,
              "Health check failed after %s: %s".formatted(Timing.text(took), message));
      case WaitOutcome.Cancelled(_, String trigger) ->
          throw parking(run, check.source()).cancelledBy(trigger);
    }
  }

  /** Waits between waves of Argo CD; what makes a wait pointless ends the run. */
  HealthGate gate(
      Run<Kustomization, KustomizationStatus> run,
      Source source,
      TargetCluster target,
      SpecExpressions expressions) {
    return new HealthGate() {
      @Override
      public WaitOutcome await(List<HealthTarget> targets, boolean hooks)
          throws InterruptedException {
        Check check = new Check(source, target, expressions.health(), targets, true);
        HealthWaiter waiter =
            hooks
                ? appliers.hookWaiter(target, check.rules())
                : appliers.waiter(target, check.rules());
        WaitOutcome outcome = CheckHealth.this.await(run, check, waiter, true);
        if (outcome instanceof WaitOutcome.Cancelled(_, String trigger)) {
          throw cancelled(trigger);
        }
        return outcome;
      }

      @Override
      public RuntimeException cancelled(String trigger) {
        return parking(run, source).cancelledBy(trigger);
      }
    };
  }

  private static void announce(Run<Kustomization, KustomizationStatus> run, Source source) {
    String text =
        "Running health checks for revision %s with a timeout of %s"
            .formatted(source.revision(), Timing.text(Timing.timeout(run.object().spec())));
    run.mark(Mark.unknown(HEALTHY, GeneralReason.PROGRESSING, text));
    run.reportOutdated(text);
  }

  private static boolean isNewRevision(Run<Kustomization, KustomizationStatus> run, Source source) {
    return !source.revision().equals(run.object().status().lastAppliedRevision());
  }

  private static void passed(
      Run<Kustomization, KustomizationStatus> run, Duration took, boolean worthTelling) {
    String message = "Health check passed in " + Timing.text(took);
    run.mark(Mark.holds(HEALTHY, GeneralReason.SUCCEEDED, message));
    if (worthTelling) {
      run.tell(Notice.info(GeneralReason.PROGRESSING.text(), message));
    }
  }

  private WaitOutcome await(
      Run<Kustomization, KustomizationStatus> run, Check check, HealthWaiter waiter, boolean isNews)
      throws InterruptedException {
    WaitOptions options = new WaitOptions(Timing.timeout(run.object().spec()), failFast);
    HealthWait wait = waiter.start(check.targets(), options);
    if (wait.outcome().isDone()) {
      return wait.outcome().join();
    }
    if (isNews) {
      announce(run, check.source());
    }
    return parking(run, check.source()).await(wait);
  }

  /** Where a run waits. */
  RunParking parking(Run<Kustomization, KustomizationStatus> run, Source source) {
    return new RunParking(run, source, waits);
  }

  private static List<HealthTarget> targets(
      Kustomization object, Supplier<List<HealthTarget>> everything) {
    List<HealthTarget> targets =
        object.spec().waitForAll()
            ? everything.get()
            : object.spec().healthChecks().stream().map(CheckHealth::target).toList();
    return targets.stream().filter(target -> !isItself(object, target.ref())).toList();
  }

  private static List<HealthTarget> everything(ApplyManifests.Applied applied) {
    return applied.applied().done().changes().stream()
        .filter(change -> change.action() != Action.SKIP)
        .map(change -> target(change, applied))
        .toList();
  }

  private List<HealthTarget> everything(Inventory inventory) {
    return inventory.entries().stream()
        .filter(entry -> !appliers.isLeftAlone(entry))
        .map(entry -> HealthTarget.of(entry.apiVersion(), entry.ref()))
        .toList();
  }

  private static HealthTarget target(PlannedChange change, ApplyManifests.Applied applied) {
    KubeObject latest = applied.applied().latest().get(change.ref());
    return latest == null
        ? HealthTarget.of(change.entry().apiVersion(), change.ref())
        : HealthTarget.of(latest);
  }

  private static HealthTarget target(TypedObjectReference reference) {
    String apiVersion = Objects.requireNonNullElse(reference.apiVersion(), "apps/v1");
    return HealthTarget.of(
        apiVersion,
        new ObjectRef(
            ApiVersion.parse(apiVersion).group(),
            reference.kind(),
            Objects.requireNonNullElse(reference.namespace(), ""),
            reference.name()));
  }

  /** A Kustomization that applies itself would wait for itself. */
  private static boolean isItself(Kustomization object, ObjectRef ref) {
    return ref.kind().equals(object.getKind())
        && ref.name().equals(object.getMetadata().getName())
        && ref.namespace().equals(object.getMetadata().getNamespace());
  }
}
