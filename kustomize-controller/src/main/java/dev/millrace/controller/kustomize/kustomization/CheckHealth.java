package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationConditions.HEALTHY;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.HEALTH_CHECK_CANCELED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.HEALTH_CHECK_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.TypedObjectReference;
import dev.millrace.apply.health.HealthTarget;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.apply.health.WaitOptions;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.apply.object.ApiVersion;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.PlannedChange;
import dev.millrace.controller.kustomize.target.TargetCluster;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until what was applied works (FLUX.md 3.6); meanwhile the run holds no worker. */
public final class CheckHealth {
  private static final long MILLIS_BETWEEN_LOOKS = 500;

  private final Appliers appliers;
  private final boolean failFast;

  /**
   * @param failFast whether the first object that will not get there ends the wait
   */
  public CheckHealth(Appliers appliers, boolean failFast) {
    this.appliers = appliers;
    this.failFast = failFast;
  }

  /** Ends the run when something is not healthy in time. */
  void of(
      Run<Kustomization, KustomizationStatus> run,
      TargetCluster target,
      Expressions expressions,
      ApplyManifests.Applied applied,
      String announcement)
      throws InterruptedException {
    List<HealthTarget> targets = targets(run.object(), applied);
    if (targets.isEmpty()) {
      run.unmark(HEALTHY);
      return;
    }
    boolean wasHealthy = Conditions.holds(run.object().status().conditions(), HEALTHY);
    if (!wasHealthy || applied.isChange()) {
      run.mark(Mark.unknown(HEALTHY, GeneralReason.PROGRESSING, announcement));
      run.reportOutdated(announcement);
    }
    WaitOptions options = new WaitOptions(Timing.timeout(run.object().spec()), failFast);
    HealthWait wait = appliers.waiter(target, expressions.health()).start(targets, options);
    switch (await(run, wait)) {
      case WaitOutcome.Ready(Duration took) -> {
        if (!wasHealthy || applied.isChange()) {
          passed(run, took);
        }
      }
      case WaitOutcome.NotReady(Duration took, String message, _) ->
          throw new ReconcileFailure(
              HEALTH_CHECK_FAILED,
              "Health check failed after %s: %s".formatted(Timing.text(took), message));
      case WaitOutcome.Cancelled(Duration took, String reason) ->
          throw new ReconcileFailure(
              HEALTH_CHECK_CANCELED,
              "Health check canceled after %s: %s".formatted(Timing.text(took), reason));
    }
  }

  private static void passed(Run<Kustomization, KustomizationStatus> run, Duration took) {
    String message = "Health check passed in " + Timing.text(took);
    run.mark(Mark.holds(HEALTHY, GeneralReason.SUCCEEDED, message));
    run.tell(Notice.info("Progressing", message));
  }

  private static WaitOutcome await(Run<Kustomization, KustomizationStatus> run, HealthWait wait)
      throws InterruptedException {
    try {
      return run.parked(() -> awaitUnlessSuperseded(run, wait));
    } catch (RuntimeException | InterruptedException e) {
      wait.cancel("the controller stops");
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static WaitOutcome awaitUnlessSuperseded(
      Run<Kustomization, KustomizationStatus> run, HealthWait wait) throws Exception {
    while (true) {
      try {
        return wait.outcome().get(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        if (run.superseded()) {
          wait.cancel("the Kustomization changed");
        }
      }
    }
  }

  private static List<HealthTarget> targets(Kustomization object, ApplyManifests.Applied applied) {
    return object.spec().waitForAll()
        ? everything(object, applied)
        : object.spec().healthChecks().stream().map(CheckHealth::target).toList();
  }

  private static List<HealthTarget> everything(
      Kustomization object, ApplyManifests.Applied applied) {
    List<HealthTarget> targets = new ArrayList<>();
    for (PlannedChange change : applied.applied().done().changes()) {
      if (change.action() != Action.SKIP && !isItself(object, change.ref())) {
        targets.add(target(change, applied));
      }
    }
    return targets;
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
