package dev.millrace.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Condition;
import dev.millrace.runtime.reconcile.ObjectKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunMetricsTest {
  private static final ObjectKey SHOP = new ObjectKey("Kustomization", "apps", "shop");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RunMetrics metrics = new RunMetrics(registry);

  @Test
  void countsDurationsAndShowsReadinessPerObject() {
    metrics.finished(SHOP, Duration.ofMillis(500), ready(Condition.FALSE), false);
    metrics.finished(SHOP, Duration.ofMillis(1500), ready(Condition.TRUE), false);
    var durations = registry.get("gotk_reconcile_duration_seconds").tag("name", "shop").summary();
    assertThat(durations.count()).isEqualTo(2);
    assertThat(durations.totalAmount()).isEqualTo(2.0);
    assertThat(condition(Condition.TRUE)).isEqualTo(1);
    assertThat(condition(Condition.FALSE)).isEqualTo(0);
  }

  @Test
  void showsSuspendedObjects() {
    metrics.finished(SHOP, Duration.ZERO, Optional.empty(), true);
    assertThat(registry.get("gotk_suspend_status").gauge().value()).isEqualTo(1);
  }

  @Test
  void theSeriesGoWhenTheObjectGoes() {
    metrics.finished(SHOP, Duration.ZERO, ready(Condition.TRUE), false);
    metrics.forgotten(SHOP);
    assertThat(registry.getMeters()).isEmpty();
  }

  private double condition(String status) {
    return registry.get("gotk_reconcile_condition").tag("status", status).gauge().value();
  }

  private static Optional<Condition> ready(String status) {
    return Optional.of(Condition.of("Ready", status, "R", "m", 1, Instant.EPOCH));
  }
}
