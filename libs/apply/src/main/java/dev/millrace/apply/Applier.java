package dev.millrace.apply;

import dev.millrace.apply.ApplyOutcome.Failed;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.inventory.ApplyOrder;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.inventory.Stage;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.Plan;
import dev.millrace.apply.plan.PlanRules;
import dev.millrace.apply.plan.Planner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Applies the objects of an owner as Flux does (FLUX.md 3.3): in stages, each tried as a whole
 * before any of it is applied, as the identity of the cluster it was made with. Thread-safe.
 */
public final class Applier {

  private final Cluster cluster;
  private final LiveView view;
  private final ApplySettings settings;
  private final Preparation preparation;
  private final HealthWaiter waiter;
  private final Parking parking;

  /**
   * Makes an applier.
   *
   * @param cluster the API server, as the identity that applies
   * @param view what watches know; {@link LiveView#blind()} if nothing is watched
   * @param waiter waits for definitions to be ready before what they define is applied
   */
  public Applier(
      Cluster cluster,
      LiveView view,
      ApplySettings settings,
      Normalization normalization,
      HealthWaiter waiter) {
    this(
        cluster,
        view,
        settings,
        new Preparation(normalization, settings.controls()),
        waiter,
        Parking.none());
  }

  private Applier(
      Cluster cluster,
      LiveView view,
      ApplySettings settings,
      Preparation preparation,
      HealthWaiter waiter,
      Parking parking) {
    this.cluster = cluster;
    this.view = view;
    this.settings = settings;
    this.preparation = preparation;
    this.waiter = waiter;
    this.parking = parking;
  }

  /** The same, but for waits: for definitions to be ready, and for deleted objects to be gone. */
  public Applier parkedBy(Parking other) {
    return new Applier(cluster, view, settings, preparation, waiter, other);
  }

  /** Applies what is wanted; blocks until it is done or refused. */
  public ApplyOutcome apply(ApplyRequest request) {
    List<String> objections = preparation.objections(request.desired());
    if (!objections.isEmpty()) {
      return new Failed(
          new Plan(List.of()),
          request.inventory(),
          String.join("\n", objections),
          List.of(),
          false);
    }
    Progress progress = new Progress(request.inventory());
    for (List<Desired> objects : stages(request).values()) {
      StageRun run = stageRun(request);
      if (!run.apply(objects, progress)) {
        return progress.stopped();
      }
    }
    return progress.applied();
  }

  /**
   * Tells what {@link #apply} would do, stages that depend on others as far as can be told now, and
   * what would be pruned afterwards. Changes nothing.
   */
  public Plan plan(ApplyRequest request) {
    Planner planner = planner(request);
    Preview preview =
        new Preview(
            planner,
            new StageTrial(cluster, view, settings, request),
            new InParallel(settings.concurrency()));
    List<Desired> wanted = new ArrayList<>();
    for (List<Desired> stage : stages(request).values()) {
      List<Desired> scoped =
          stage.stream()
              .map(desired -> Preparation.inScope(desired, cluster))
              .sorted(Comparator.comparing(Desired::ref, ApplyOrder.FIRST_TO_LAST))
              .toList();
      wanted.addAll(scoped);
      preview.add(scoped);
    }
    Pruner pruner = new Pruner(cluster, view, planner, parking);
    return preview.plan().then(pruner.plan(request.inventory().missingFrom(inventoryOf(wanted))));
  }

  /** What deletes objects that the owner of a request wants no longer. */
  public Pruner pruner(ApplyRequest request) {
    return new Pruner(cluster, view, planner(request), parking);
  }

  private static Inventory inventoryOf(List<Desired> desired) {
    return Inventory.of(
        desired.stream().map(object -> InventoryEntry.of(object.object())).toList());
  }

  private StageRun stageRun(ApplyRequest request) {
    return new StageRun(
        cluster,
        view,
        settings,
        new StageTrial(cluster, view, settings, request),
        planner(request),
        new Execution(
            cluster,
            view,
            settings.manager(),
            new Termination(cluster, request.timeout(), parking)),
        waiter,
        parking);
  }

  private Planner planner(ApplyRequest request) {
    return new Planner(
        new PlanRules(
            settings.manager(),
            settings.controls(),
            request.owner(),
            settings.takeOver(),
            request.ignored(),
            request.force()));
  }

  private Map<Stage, List<Desired>> stages(ApplyRequest request) {
    Map<Stage, List<Desired>> stages = new EnumMap<>(Stage.class);
    for (Desired desired : request.desired()) {
      Desired prepared = preparation.prepare(desired, request);
      stages
          .computeIfAbsent(
              Stage.of(prepared.object(), settings.customStageKinds()), _ -> new ArrayList<>())
          .add(prepared);
    }
    return stages;
  }
}
