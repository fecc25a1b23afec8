package dev.millrace.apply.waves;

import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.ApplySettings;
import dev.millrace.apply.InMemoryCluster;
import dev.millrace.apply.Objects;
import dev.millrace.apply.health.Health;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthTarget;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.apply.plan.Plan;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/** A cluster in memory, in which waves are applied and deleted; what happens becomes a story. */
final class WaveScene implements AutoCloseable {
  private static final OwnerLabels OWNER =
      new OwnerLabels("kustomize.toolkit.fluxcd.io", "apps", "flux-system");

  final InMemoryCluster cluster = new InMemoryCluster();
  final List<String> story = new ArrayList<>();

  /** The names of objects that a wait finds not to be healthy. */
  final Set<String> unhealthy = new HashSet<>();

  Inventory managed = Inventory.empty();

  /** The sync that is going on. */
  SyncRun run = new SyncRun("main@sha1:1111111222222", "1");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  SyncOutcome sync(KubeObject... objects) throws InterruptedException {
    return new WaveSync(applier(), this::await, new Storyteller())
        .sync(request(), plan(objects), true);
  }

  SyncOutcome delete(KubeObject... source) throws InterruptedException {
    return new WaveDeletion(applier(), this::await, new Storyteller())
        .delete(request(), plan(source));
  }

  ApplyRequest request() {
    return ApplyRequest.of(List.of(), managed, OWNER).withTimeout(Duration.ofMillis(50));
  }

  SyncPlan plan(KubeObject... objects) {
    return SyncPlan.of(Stream.of(objects).map(Desired::of).toList(), run);
  }

  Applier applier() {
    Clock clock = Clock.systemUTC();
    HealthWaiter waiter =
        new HealthWaiter(cluster, HealthFeed.none(), new HealthRules(clock), timer);
    ApplySettings settings = ApplySettings.ofKustomizeController().withConcurrency(1);
    return new Applier(cluster, LiveView.blind(), settings, new Normalization(), waiter);
  }

  WaitOutcome await(List<HealthTarget> targets, boolean hooks) {
    List<String> names = targets.stream().map(target -> target.ref().name()).toList();
    story.add("await " + names);
    if (names.stream().noneMatch(unhealthy::contains)) {
      return new WaitOutcome.Ready(Duration.ZERO);
    }
    ObjectRef failed = targets.getFirst().ref();
    return new WaitOutcome.NotReady(
        Duration.ZERO, names + " is not healthy", Map.of(failed, Health.failed("Bad", "bad")));
  }

  /** A hook that has only a {@code generateName}, as it comes out of a build. */
  static KubeObject nameless(String generateName, String phase) {
    KubeObject written =
        SyncPlanTest.argo(job(""), "hook", phase).with(generateName, "metadata", "generateName");
    return written.with(HookSeries.placeholder(written.tree()).orElseThrow(), "metadata", "name");
  }

  static KubeObject job(String name) {
    return Objects.object("batch/v1", "Job", name);
  }

  static List<String> names(Inventory inventory) {
    return inventory.entries().stream().map(InventoryEntry::ref).map(ObjectRef::name).toList();
  }

  final class Storyteller implements SyncListener {
    @Override
    public void managed(Inventory inventory) {}

    @Override
    public void changed(Plan changes) {
      story.add(changes.toString());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
