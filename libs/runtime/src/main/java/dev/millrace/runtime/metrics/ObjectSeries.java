package dev.millrace.runtime.metrics;

import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.runtime.reconcile.RunReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is measured of the runs of one object. */
final class ObjectSeries implements AutoCloseable {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final MeterRegistry registry;
  private final Tags tags;
  private final List<Meter> meters = new ArrayList<>();
  private final DistributionSummary durations;
  private final Optional<DriftCounts> drift;
  private volatile @Nullable Instant lastSuccess;
  private volatile @Nullable Duration lastRollout;

  private record DriftCounts(Counter found, Counter healed) {}

  /**
   * @param applies whether the object puts others into clusters, which can drift
   */
  ObjectSeries(MeterRegistry registry, ObjectKey key, boolean applies) {
    this.registry = registry;
    this.tags = Tags.of("kind", key.kind(), "name", key.name(), "namespace", key.namespace());
    this.durations =
        kept(
            DistributionSummary.builder("gotk_reconcile_duration_seconds")
                .description("How long runs for an object take.")
                .tags(tags)
                .serviceLevelObjectives(Buckets.ofRuns())
                .register(registry));
    this.drift = applies ? Optional.of(driftCounts()) : Optional.empty();
  }

  synchronized void finished(RunReport report) {
    durations.record(Seconds.of(report.took()));
    drift.ifPresent(
        counts -> {
          counts.found().increment(report.findings().driftFound());
          counts.healed().increment(report.findings().driftHealed());
        });
    if (report.succeeded()) {
      showSuccess(report.end());
    }
    report.offeredToReady().ifPresent(this::showRollout);
  }

  @Override
  public synchronized void close() {
    meters.forEach(registry::remove);
  }

  private DriftCounts driftCounts() {
    return new DriftCounts(
        kept(
            Counter.builder("millrace_drift_found")
                .description("Managed objects that were not as they had been applied.")
                .tags(tags)
                .register(registry)),
        kept(
            Counter.builder("millrace_drift_healed")
                .description("Managed objects that were put right after they had drifted.")
                .tags(tags)
                .register(registry)));
  }

  /** The series begins with the first success: before, there is no time to show. */
  private void showSuccess(Instant end) {
    if (lastSuccess == null) {
      kept(
          Gauge.builder(
                  "millrace_last_success_timestamp_seconds", this, ObjectSeries::successSeconds)
              .description("When a run for an object last ended well, since the controller began.")
              .tags(tags)
              .register(registry));
    }
    lastSuccess = end;
  }

  private void showRollout(Duration time) {
    if (lastRollout == null) {
      kept(
          Gauge.builder(
                  "millrace_last_revision_to_ready_seconds", this, ObjectSeries::rolloutSeconds)
              .description("How long the newest revision took from being stored to being ready.")
              .tags(tags)
              .register(registry));
    }
    lastRollout = time;
  }

  private double successSeconds() {
    Instant at = lastSuccess;
    return at == null ? Double.NaN : at.toEpochMilli() / MILLIS_PER_SECOND;
  }

  private double rolloutSeconds() {
    Duration time = lastRollout;
    return time == null ? Double.NaN : Seconds.of(time);
  }

  private <M extends Meter> M kept(M meter) {
    meters.add(meter);
    return meter;
  }
}
