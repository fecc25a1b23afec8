package dev.millrace.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.runtime.reconcile.RunFindings;
import dev.millrace.runtime.reconcile.RunObserver;
import dev.millrace.runtime.reconcile.RunReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunMetricsTest {
  private static final ObjectKey SHOP = new ObjectKey("Kustomization", "apps", "shop");
  private static final ObjectKey REPOSITORY = new ObjectKey("GitRepository", "apps", "shop");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Outcome DONE = Outcome.ready("done");
  private static final Outcome BROKEN =
      new Outcome.Retry(new ReconcileFailure(GeneralReason.INTERNAL_ERROR, "broken"));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private long nanos = Long.MAX_VALUE - 1;
  private final RunMetrics metrics = new RunMetrics(registry, 4, () -> nanos);

  @Test
  void countsDurationsPerObject() {
    metrics.finished(report(SHOP, Duration.ofMillis(500), DONE, RunFindings.NONE));
    metrics.finished(report(SHOP, Duration.ofMillis(1500), BROKEN, RunFindings.NONE));
    var durations = registry.get("gotk_reconcile_duration_seconds").tag("name", "shop").summary();
    assertThat(durations.count()).isEqualTo(2);
    assertThat(durations.totalAmount()).isEqualTo(2.0);
  }

  @Test
  void keepsTheTimeOfTheLastSuccessOverFailures() {
    metrics.finished(report(SHOP, NOON, DONE, RunFindings.NONE));
    metrics.finished(report(SHOP, NOON.plusSeconds(60), BROKEN, RunFindings.NONE));
    assertThat(registry.get("millrace_last_success_timestamp_seconds").gauge().value())
        .isEqualTo(NOON.getEpochSecond());
  }

  @Test
  void showsNoTimeOfSuccessBeforeThereWasOne() {
    metrics.finished(report(SHOP, NOON, BROKEN, RunFindings.NONE));
    assertThat(registry.find("millrace_last_success_timestamp_seconds").gauge()).isNull();
  }

  @Test
  void addsUpDriftAndBeginsAtZero() {
    metrics.finished(report(SHOP, NOON, DONE, RunFindings.NONE));
    assertThat(count("millrace_drift_found")).isZero();
    metrics.finished(report(SHOP, NOON, DONE, drift(3, 2)));
    metrics.finished(report(SHOP, NOON, DONE, drift(1, 1)));
    assertThat(count("millrace_drift_found")).isEqualTo(4);
    assertThat(count("millrace_drift_healed")).isEqualTo(3);
  }

  @Test
  void measuresHowLongARevisionTookWhenItIsReady() {
    metrics.finished(report(SHOP, NOON, BROKEN, offered(NOON.minusSeconds(90))));
    var all = registry.get("millrace_revision_to_ready_seconds").tag("kind", "Kustomization");
    assertThat(all.summary().count()).isZero();
    metrics.finished(report(SHOP, NOON, DONE, offered(NOON.minusSeconds(90))));
    assertThat(all.summary().count()).isEqualTo(1);
    assertThat(all.summary().totalAmount()).isEqualTo(90);
    assertThat(registry.get("millrace_last_revision_to_ready_seconds").gauge().value())
        .isEqualTo(90);
  }

  @Test
  void clocksThatDifferMakeNoNegativeTimes() {
    metrics.finished(report(SHOP, NOON, DONE, offered(NOON.plusSeconds(5))));
    assertThat(registry.get("millrace_revision_to_ready_seconds").summary().totalAmount()).isZero();
  }

  @Test
  void sourcesHaveNoDrift() {
    metrics.finished(report(REPOSITORY, NOON, DONE, RunFindings.NONE));
    assertThat(registry.find("millrace_drift_found").counters()).isEmpty();
  }

  @Test
  void countsRunsOfAKindByHowTheyEnd() {
    metrics.finished(report(SHOP, NOON, DONE, RunFindings.NONE));
    metrics.finished(report(SHOP, NOON, BROKEN, RunFindings.NONE));
    metrics.finished(report(SHOP, NOON, new Outcome.Suspended(), RunFindings.NONE));
    assertThat(runs("requeue_after")).isEqualTo(1);
    assertThat(runs("error")).isEqualTo(1);
    assertThat(runs("success")).isEqualTo(1);
    assertThat(count("controller_runtime_reconcile_errors")).isEqualTo(1);
    assertThat(count("workqueue_retries")).isEqualTo(1);
  }

  @Test
  void showsTheQueueAndTheRunsUnderWay() {
    RunObserver.Turn first = metrics.queued(SHOP);
    RunObserver.Turn second = metrics.queued(SHOP);
    assertThat(gauge("workqueue_depth")).isEqualTo(2);
    first.began();
    assertThat(gauge("workqueue_depth")).isEqualTo(1);
    assertThat(gauge("controller_runtime_active_workers")).isEqualTo(1);
    first.close();
    second.close();
    assertThat(gauge("workqueue_depth")).isZero();
    assertThat(gauge("controller_runtime_active_workers")).isZero();
    assertThat(gauge("controller_runtime_max_concurrent_reconciles")).isEqualTo(4);
  }

  @Test
  void showsHowLongRunsWaitAndWork() {
    RunObserver.Turn first = metrics.queued(SHOP);
    RunObserver.Turn second = metrics.queued(SHOP);
    pass(2);
    first.began();
    pass(3);
    second.began();
    pass(4);
    assertThat(gauge("workqueue_longest_running_processor_seconds")).isEqualTo(7);
    assertThat(gauge("workqueue_unfinished_work_seconds")).isEqualTo(7 + 4);
    first.close();
    assertThat(gauge("workqueue_longest_running_processor_seconds")).isEqualTo(4);
    second.close();
    assertThat(gauge("workqueue_longest_running_processor_seconds")).isZero();
    assertThat(registry.get("workqueue_queue_duration_seconds").summary().totalAmount())
        .isEqualTo(2 + 5);
    assertThat(registry.get("workqueue_work_duration_seconds").summary().totalAmount())
        .isEqualTo(7 + 4);
    assertThat(count("workqueue_adds")).isEqualTo(2);
  }

  @Test
  void aRunThatNeverGotASlotDidNotWork() {
    metrics.queued(SHOP).close();
    assertThat(gauge("workqueue_depth")).isZero();
    assertThat(registry.get("workqueue_work_duration_seconds").summary().count()).isZero();
  }

  @Test
  void theSeriesGoWhenTheObjectGoes() {
    metrics.finished(report(SHOP, NOON, DONE, offered(NOON)));
    metrics.forgotten(SHOP);
    assertThat(registry.getMeters())
        .allSatisfy(meter -> assertThat(meter.getId().getTag("namespace")).isNull());
  }

  private void pass(long seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
  }

  private double count(String name) {
    return registry.get(name).counter().count();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private double runs(String result) {
    return registry.get("controller_runtime_reconcile").tag("result", result).counter().count();
  }

  private static RunFindings drift(int found, int healed) {
    return new RunFindings(found, healed, Optional.empty());
  }

  private static RunFindings offered(Instant since) {
    return new RunFindings(0, 0, Optional.of(since));
  }

  private static RunReport report(
      ObjectKey object, Instant end, Outcome outcome, RunFindings findings) {
    return new RunReport(object, end, Duration.ofSeconds(1), outcome, findings);
  }

  private static RunReport report(
      ObjectKey object, Duration took, Outcome outcome, RunFindings findings) {
    return new RunReport(object, NOON, took, outcome, findings);
  }
}
