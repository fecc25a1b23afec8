package dev.millrace.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyOutcome.Applied;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.ApplySettings;
import dev.millrace.apply.cluster.DeleteMode;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.observe.Drift;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.observe.Observatory;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.OwnerLabels;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** What a watch concludes from the first list that it gets. */
class MissedDeletionTest {
  private final ApplySettings settings = ApplySettings.ofKustomizeController();
  private final HealthRules rules = new HealthRules(Clock.systemUTC());

  @Test
  void anObjectThatWasDeletedBetweenItsFirstApplyAndTheWatchOnItsKindIsDrift() throws Exception {
    BlockingQueue<Drift> drifts = new LinkedBlockingQueue<>();
    try (ApiServer server = ApiServer.start()) {
      ClusterConnection cluster = server.cluster();
      ObjectRef ref = new ObjectRef("", "ConfigMap", server.newNamespace(), "settings");
      Applied applied = apply(cluster, KubeObject.named("v1", ref));
      cluster.delete("v1", ref, DeleteMode.background(""));

      try (Observatory observatory = observatory(cluster, drifts)) {
        observatory.observe("flux-system/apps", applied.inventory());
        applied.tell(observatory);

        assertThat(drifts.poll(60, SECONDS))
            .isEqualTo(new Drift("flux-system/apps", ref, true, List.of()));
      }
    }
  }

  private Applied apply(ClusterConnection cluster, KubeObject object) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    HealthWaiter waiter = new HealthWaiter(cluster, HealthFeed.none(), rules, timer);
    OwnerLabels labels = new OwnerLabels("kustomize.toolkit.fluxcd.io", "apps", "flux-system");
    try {
      return (Applied)
          new Applier(cluster, LiveView.blind(), settings, new Normalization(), waiter)
              .apply(ApplyRequest.of(List.of(Desired.of(object)), Inventory.empty(), labels));
    } finally {
      timer.shutdownNow();
    }
  }

  private Observatory observatory(ClusterConnection cluster, BlockingQueue<Drift> drifts) {
    return new Observatory(
        cluster,
        "kustomize.toolkit.fluxcd.io/name",
        "",
        settings.manager(),
        settings.takeOver(),
        settings.controls(),
        rules,
        drifts::add);
  }
}
