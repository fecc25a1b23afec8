package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationConditions.HEALTHY;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.HEALTH_CHECK_CANCELED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.HEALTH_CHECK_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.TypedObjectReference;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.health.HealthExpressions;
import dev.millrace.apply.health.HealthTarget;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.health.WaitOptions;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.object.ApiVersion;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.waves.HealthGate;
import dev.millrace.cluster.target.TargetCluster;
import dev.millrace.cluster.waiting.CancelledWait;
import dev.millrace.cluster.waiting.RunParking;
import dev.millrace.cluster.waiting.Waits;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits until what was applied works (FLUX.md 3.6); meanwhile the run holds no worker. */
public final class CheckHealth {
  private final Appliers appliers;
  private final Waits<Kustomization> waits;
  private final boolean failFast;

  /**
   * Waits until something ends the wait.
   *
   * @param failFast whether the first object that will not get there ends the wait
   */
  public CheckHealth(Appliers appliers, Waits<Kustomization> waits, boolean failFast) {
    this.appliers = appliers;
    this.waits = waits;
    this.failFast = failFast;
  }

  /**
   * A check that has begun.
   *
   * @param begun empty if there is nothing to wait for
   * @param isNews whether something was applied before, or the last check failed
   */
  record Check(Optional<HealthWait> begun, boolean isNews) {}

  /** Begins to wait for what was applied. */
  Check begin(Task task, TargetCluster target, ApplyManifests.Applied applied) {
    return begin(
        task,
        target,
        targets(task.object(), target, applied.applied()::healthTargets),
        applied.isChange());
  }

  /** Begins to wait for what was applied before. */
  Check beginAgain(Task task, TargetCluster target, LastRun last) {
    Inventory inventory = last.watched(Inventories.of(task.object().status()));
    return begin(task, target, targets(task.object(), target, () -> everything(inventory)), false);
  }

  private Check begin(
      Task task, TargetCluster target, List<HealthTarget> targets, boolean changed) {
    if (targets.isEmpty()) {
      return new Check(Optional.empty(), false);
    }
    HealthWaiter waiter = appliers.waiter(target, task.expressions().health());
    return new Check(
        Optional.of(waiter.start(targets, options(task))), changed || !wasHealthy(task));
  }

  /** Waits for the end of a check; ends the run when something is not healthy in time. */
  void end(Task task, Check check) throws InterruptedException {
    Run<Kustomization, KustomizationStatus> run = task.run();
    if (check.begun().isEmpty()) {
      run.unmark(HEALTHY);
      return;
    }
    switch (await(task, check.begun().get(), check.isNews())) {
      case WaitOutcome.Ready(Duration took) -> {
        if (check.isNews()) {
          passed(run, took, !wasHealthy(task) || isNewRevision(task));
        }
      }
      case WaitOutcome.NotReady(Duration took, String message, _) ->
          throw new ReconcileFailure(
              HEALTH_CHECK_FAILED,
              "Health check failed after %s: %s".formatted(Timing.text(took), message));
      case WaitOutcome.Cancelled(_, String trigger) -> throw cancelled(task, trigger);
    }
  }

  /** Waits between waves of Argo CD; what makes a wait pointless ends the run. */
  HealthGate gate(Task task, TargetCluster target) {
    List<HealthExpressions> rules = task.expressions().health();
    return new HealthGate() {
      @Override
      public WaitOutcome await(List<HealthTarget> targets, boolean hooks)
          throws InterruptedException {
        HealthWaiter waiter =
            hooks ? appliers.hookWaiter(target, rules) : appliers.waiter(target, rules);
        HealthWait wait = waiter.start(targets, options(task));
        WaitOutcome outcome = CheckHealth.this.await(task, wait, true);
        if (outcome instanceof WaitOutcome.Cancelled(_, String trigger)) {
          throw cancelled(trigger);
        }
        return outcome;
      }

      @Override
      public RuntimeException cancelled(String trigger) {
        return CheckHealth.cancelled(task, trigger);
      }
    };
  }

  private static ReconcileFailure cancelled(Task task, String trigger) {
    return new CancelledWait(trigger).end(task.run(), HEALTH_CHECK_CANCELED);
  }

  private WaitOutcome await(Task task, HealthWait wait, boolean isNews)
      throws InterruptedException {
    if (wait.outcome().isDone()) {
      return wait.outcome().join();
    }
    String text =
        "Running health checks for revision %s with a timeout of %s"
            .formatted(task.source().revision(), Timing.text(Timing.timeout(task.object().spec())));
    if (isNews) {
      task.run().mark(Mark.unknown(HEALTHY, GeneralReason.PROGRESSING, text));
    }
    task.run().reportOutdated(text);
    return parking(task).await(wait);
  }

  /** Where a run waits. */
  RunParking<Kustomization, KustomizationStatus> parking(Task task) {
    return new RunParking<>(task.run(), task.basis(), waits);
  }

  private WaitOptions options(Task task) {
    return new WaitOptions(Timing.timeout(task.object().spec()), failFast);
  }

  private static boolean wasHealthy(Task task) {
    return Conditions.holds(task.object().status().conditions(), HEALTHY);
  }

  private static boolean isNewRevision(Task task) {
    return !task.source().revision().equals(task.object().status().lastAppliedRevision());
  }

  private static void passed(
      Run<Kustomization, KustomizationStatus> run, Duration took, boolean worthTelling) {
    String message = "Health check passed in " + Timing.text(took);
    run.mark(Mark.holds(HEALTHY, GeneralReason.SUCCEEDED, message));
    if (worthTelling) {
      run.tell(Notice.info(GeneralReason.PROGRESSING.text(), message));
    }
  }

  private static List<HealthTarget> targets(
      Kustomization object, TargetCluster cluster, Supplier<List<HealthTarget>> everything) {
    List<HealthTarget> targets =
        object.spec().waitForAll()
            ? everything.get()
            : object.spec().healthChecks().stream()
                .map(each -> target(each, object, cluster))
                .toList();
    return targets.stream().filter(target -> !isItself(object, target.ref())).toList();
  }

  private List<HealthTarget> everything(Inventory inventory) {
    return inventory.entries().stream()
        .filter(entry -> !appliers.isLeftAlone(entry))
        .map(entry -> HealthTarget.of(entry.apiVersion(), entry.ref()))
        .toList();
  }

  private static HealthTarget target(
      TypedObjectReference reference, Kustomization object, TargetCluster cluster) {
    String apiVersion = Objects.requireNonNullElse(reference.apiVersion(), "apps/v1");
    String given = Objects.requireNonNullElse(reference.namespace(), "");
    boolean isElsewhere = !given.isEmpty() || isClusterWide(apiVersion, reference.kind(), cluster);
    return HealthTarget.of(
        apiVersion,
        new ObjectRef(
            ApiVersion.parse(apiVersion).group(),
            reference.kind(),
            isElsewhere ? given : object.getMetadata().getNamespace(),
            reference.name()));
  }

  private static boolean isClusterWide(String apiVersion, String kind, TargetCluster target) {
    try {
      return !target.cluster().isNamespaced(apiVersion, kind);
    } catch (ApiFailure _) {
      return false; // the wait will say what is wrong
    }
  }

  /** A Kustomization that applies itself would wait for itself. */
  private static boolean isItself(Kustomization object, ObjectRef ref) {
    return ref.kind().equals(object.getKind())
        && ref.name().equals(object.getMetadata().getName())
        && ref.namespace().equals(object.getMetadata().getNamespace());
  }
}
