package dev.millrace.apply;

import dev.millrace.apply.Execution.StepFailed;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.health.HealthTarget;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.health.WaitOptions;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.apply.inventory.ApplyOrder;
import dev.millrace.apply.inventory.Stage;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.Observation;
import dev.millrace.apply.plan.PlannedChange;
import dev.millrace.apply.plan.Planner;
import dev.millrace.apply.plan.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Applies one stage: tries everything, and only if nothing is refused applies it, in order. */
final class StageRun {

  private static final String STAYS =
      ": what is being deleted can be made anew only when it is gone; its finalizers and conditions"
          + " tell what keeps it";

  private final Cluster cluster;
  private final ApplySettings settings;
  private final StageTrial trial;
  private final Planner planner;
  private final Execution execution;
  private final LiveView view;
  private final HealthWaiter waiter;
  private final Parking parking;

  StageRun(
      Cluster cluster,
      LiveView view,
      ApplySettings settings,
      StageTrial trial,
      Planner planner,
      Execution execution,
      HealthWaiter waiter,
      Parking parking) {
    this.cluster = cluster;
    this.view = view;
    this.settings = settings;
    this.trial = trial;
    this.planner = planner;
    this.execution = execution;
    this.waiter = waiter;
    this.parking = parking;
  }

  /** An object with what was found out about it. */
  private record Tried(Desired desired, Observation observation, PlannedChange change) {

    Optional<KubeObject> wholeLive() {
      return observation.isWhole() ? observation.live() : Optional.empty();
    }

    boolean isUntried() {
      return change.action() == Action.CREATE && observation.trial() instanceof Trial.Untried;
    }

    boolean mayPassLater() {
      return observation.trial() instanceof Trial.Refused(ApiFailure failure)
          && failure.isTransient();
    }
  }

  /** Applies the objects; returns whether the next stage may begin. */
  boolean apply(List<Desired> objects, Progress progress) {
    List<Desired> ordered =
        objects.stream()
            .map(desired -> Preparation.inScope(desired, cluster))
            .sorted(Comparator.comparing(Desired::ref, ApplyOrder.FIRST_TO_LAST))
            .toList();
    List<Tried> tried = tryAll(ordered, progress);
    return noneRefused(tried, progress)
        && changeAll(tried, progress)
        && (!isAwaited(ordered)
            || (replaceLeaving(tried, progress) && awaitReadiness(tried, progress)));
  }

  private boolean isAwaited(List<Desired> objects) {
    return objects.stream()
        .anyMatch(desired -> Stage.of(desired.object(), settings.customStageKinds()).isAwaited());
  }

  /**
   * Tries the objects. The first one needs no dry run if it seems to be new: it is applied as such,
   * and should the server refuse that, nothing of the stage was applied before.
   */
  private List<Tried> tryAll(List<Desired> ordered, Progress progress) {
    InParallel parallel = new InParallel(settings.concurrency());
    if (ordered.isEmpty() || !seemsNew(ordered.getFirst(), progress)) {
      return parallel.map(ordered, this::tryOne);
    }
    List<Tried> tried = new ArrayList<>();
    tried.add(plan(ordered.getFirst(), Observation.absent()));
    tried.addAll(parallel.map(ordered.subList(1, ordered.size()), this::tryOne));
    if (tried.stream().anyMatch(object -> object.change().action() == Action.REJECT)) {
      tried.set(0, tryOne(ordered.getFirst()));
    }
    return tried;
  }

  private boolean seemsNew(Desired desired, Progress progress) {
    return progress.madeNamespace(desired.ref().namespace()) || trial.seemsNew(desired.object());
  }

  private Tried tryOne(Desired desired) {
    return plan(desired, trial.observe(desired));
  }

  private Tried plan(Desired desired, Observation observation) {
    return new Tried(desired, observation, planner.apply(desired, observation));
  }

  private static boolean noneRefused(List<Tried> tried, Progress progress) {
    List<Tried> refused =
        tried.stream().filter(object -> object.change().action() == Action.REJECT).toList();
    if (refused.isEmpty()) {
      return true;
    }
    progress.reject(
        refused.stream().map(Tried::change).toList(),
        refused.stream().map(object -> object.change().reason()).collect(Collectors.joining("\n")),
        refused.stream().anyMatch(Tried::mayPassLater));
    return false;
  }

  private boolean changeAll(List<Tried> tried, Progress progress) {
    return tried.stream().allMatch(object -> change(object, progress));
  }

  private boolean change(Tried object, Progress progress) {
    PlannedChange change = object.change();
    if (!change.action().isChange()) {
      progress.note(change);
      object.wholeLive().ifPresent(progress::see);
      noteUnchanged(object, progress);
      return true;
    }
    try {
      KubeObject result = object.isUntried() ? execution.create(change) : execution.apply(change);
      progress.note(change, result);
      progress.settle(change.payload().orElseThrow().object(), result);
      return true;
    } catch (StepFailed failure) {
      return object.isUntried()
          ? tryThenChange(object.desired(), progress)
          : stop(progress, String.valueOf(failure.getMessage()), failure.isTransient());
    }
  }

  /**
   * For an object that is not as new as it seemed, or is refused, or is gone by now: the dry run
   * tells which.
   */
  private boolean tryThenChange(Desired desired, Progress progress) {
    Tried tried = tryOne(desired);
    return noneRefused(List.of(tried), progress) && change(tried, progress);
  }

  private void noteUnchanged(Tried object, Progress progress) {
    if (object.change().action() != Action.UNCHANGED) {
      return;
    }
    KubeObject desired = object.desired().object();
    if (object.observation().isWhole()) {
      object.wholeLive().ifPresent(live -> progress.settle(desired, live));
      object.wholeLive().ifPresent(live -> noteCompared(desired, live));
    } else {
      object.observation().live().ifPresent(seen -> view.noteEqual(desired, seen));
    }
  }

  private void noteCompared(KubeObject desired, KubeObject live) {
    view.noteSettled(desired, live);
    view.noteCompared(live);
  }

  /**
   * Makes anew, as soon as that is possible, what is still being deleted: what was applied to it
   * goes with it, and nobody would make it anew while its readiness is waited for.
   */
  private boolean replaceLeaving(List<Tried> tried, Progress progress) {
    List<Tried> leaving = tried.stream().filter(object -> isLeaving(object, progress)).toList();
    List<HealthTarget> targets =
        leaving.stream()
            .map(object -> progress.latest().get(object.change().ref()))
            .map(HealthTarget::leaving)
            .toList();
    return (leaving.isEmpty() || await(targets, STAYS, progress))
        && leaving.stream().allMatch(object -> replace(object, progress));
  }

  private boolean isLeaving(Tried tried, Progress progress) {
    return Optional.ofNullable(progress.latest().get(tried.change().ref()))
        .filter(KubeObject::isBeingDeleted)
        .filter(live -> !settings.controls().isExcluded(live))
        .isPresent();
  }

  private boolean replace(Tried gone, Progress progress) {
    progress.forget(gone.change().ref());
    return tryThenChange(gone.desired(), progress);
  }

  private boolean awaitReadiness(List<Tried> tried, Progress progress) {
    List<HealthTarget> targets = new ArrayList<>();
    for (Tried object : tried) {
      KubeObject seen = progress.latest().get(object.change().ref());
      targets.add(
          seen == null
              ? HealthTarget.of(object.change().entry().apiVersion(), object.change().ref())
              : HealthTarget.of(seen));
    }
    return await(targets, "", progress);
  }

  /** Waits for objects; an explanation follows the message if that takes too long. */
  private boolean await(List<HealthTarget> targets, String explanation, Progress progress) {
    WaitOptions options = new WaitOptions(settings.stageTimeout(), false);
    return switch (await(waiter.start(targets, options))) {
      case WaitOutcome.Ready _ -> true;
      case WaitOutcome.NotReady notReady -> stop(progress, notReady.message() + explanation, true);
      case WaitOutcome.Cancelled cancelled -> {
        progress.cancel(cancelled.reason());
        yield false;
      }
    };
  }

  private WaitOutcome await(HealthWait wait) {
    try {
      return parking.await(wait);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return wait.outcome().join();
    }
  }

  private static boolean stop(Progress progress, String message, boolean mayPass) {
    progress.reject(List.of(), message, mayPass);
    return false;
  }
}
