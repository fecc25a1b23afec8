package dev.millrace.apply.observe;

import static dev.millrace.apply.Objects.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyOutcome.Applied;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.ApplySettings;
import dev.millrace.apply.InMemoryCluster;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.OwnerLabels;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fields of kubectl are taken over in two steps: given to the manager, then applied without. */
class TakingOverTest {
  private static final String OWNER = "flux-system/apps";
  private static final KubeObject MAP = configMap("settings", "1");

  private final InMemoryCluster cluster = new InMemoryCluster();
  private final List<Drift> drifts = new ArrayList<>();
  private final ApplySettings settings = ApplySettings.ofKustomizeController().withConcurrency(1);
  private final HealthRules rules = new HealthRules(Clock.systemUTC());
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Observatory observatory =
      new Observatory(
          cluster,
          "kustomize.toolkit.fluxcd.io/name",
          "",
          settings.manager(),
          settings.takeOver(),
          settings.controls(),
          rules,
          drifts::add);

  @AfterEach
  void stop() {
    observatory.close();
    timer.shutdownNow();
  }

  /** Only the time tells whose change it is, and that need not have moved. */
  @Test
  void noStepIsDrift() {
    cluster.stopClock();
    Inventory inventory = apply(Inventory.empty());
    observatory.observe(OWNER, inventory);
    cluster.update("kubectl-edit", MAP.ref(), live -> live.with("x", "data", "more"));
    drifts.clear();

    apply(inventory);

    assertThat(cluster.find(MAP.ref()).orElseThrow().get("data", "more")).isNull();
    assertThat(drifts).isEmpty();
    cluster.update("some-editor", MAP.ref(), live -> live.with("3", "data", "key"));
    assertThat(drifts).as("what comes after it").hasSize(1);
  }

  private Inventory apply(Inventory before) {
    ApplyRequest request =
        ApplyRequest.of(
            List.of(Desired.of(MAP)),
            before,
            new OwnerLabels("kustomize.toolkit.fluxcd.io", "apps", "flux-system"));
    HealthWaiter waiter = new HealthWaiter(cluster, observatory, rules, timer);
    Applied applied =
        (Applied)
            new Applier(cluster, observatory, settings, new Normalization(), waiter).apply(request);
    return applied.inventory();
  }
}
