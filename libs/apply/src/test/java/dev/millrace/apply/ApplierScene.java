package dev.millrace.apply;

import static dev.millrace.apply.Objects.configMap;
import static dev.millrace.apply.Objects.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.millrace.apply.ApplyOutcome.Applied;
import dev.millrace.apply.ApplyOutcome.Failed;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.apply.plan.PlannedChange;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** An applier, the cluster it applies to, and short words for what is asked and found. */
class ApplierScene {
  static final OwnerLabels OWNER =
      new OwnerLabels("kustomize.toolkit.fluxcd.io", "apps", "flux-system");
  static final KubeObject NAMESPACE = object("v1", "Namespace", "app");
  static final KubeObject MAP = configMap("settings", "1");
  static final KubeObject ACCOUNT = object("v1", "ServiceAccount", "runner");

  final InMemoryCluster cluster = new InMemoryCluster();
  final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  ApplySettings settings = ApplySettings.ofKustomizeController().withConcurrency(1);

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  Applier applier() {
    return applier(LiveView.blind());
  }

  Applier applier(LiveView view) {
    HealthWaiter waiter =
        new HealthWaiter(cluster, HealthFeed.none(), new HealthRules(Clock.systemUTC()), timer);
    return new Applier(cluster, view, settings, new Normalization(), waiter);
  }

  Applied applied(ApplyRequest request) {
    return assertThat(applier().apply(request)).asInstanceOf(type(Applied.class)).actual();
  }

  Failed failed(ApplyRequest request) {
    return assertThat(applier().apply(request)).asInstanceOf(type(Failed.class)).actual();
  }

  KubeObject live(KubeObject object) {
    return cluster.find(object.ref()).orElseThrow();
  }

  static List<Action> actions(ApplyOutcome outcome) {
    return outcome.done().changes().stream().map(PlannedChange::action).toList();
  }

  static PlannedChange change(ApplyOutcome outcome, KubeObject object) {
    return outcome.done().changes().stream()
        .filter(change -> change.ref().equals(object.ref()))
        .findFirst()
        .orElseThrow();
  }

  static ApplyRequest request(KubeObject... objects) {
    return request(Inventory.empty(), objects);
  }

  static ApplyRequest request(Inventory inventory, KubeObject... objects) {
    return ApplyRequest.of(Stream.of(objects).map(Desired::of).toList(), inventory, OWNER);
  }

  static ApplyRequest request(List<Desired> objects) {
    return ApplyRequest.of(objects, Inventory.empty(), OWNER);
  }
}
