package dev.millrace.runtime.metrics;

import dev.millrace.api.meta.Condition;
import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.runtime.reconcile.RunObserver;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How long runs take, whether objects are ready and whether they are suspended, for each object;
 * the series go when the object goes (FLUX.md 1.11).
 */
public final class RunMetrics implements RunObserver {
  /** Ten buckets from 10 ms to half an hour, each a constant factor wider than the one before. */
  private static final double[] BUCKETS = exponential(0.01, 1800, 10);

  private static final List<String> STATUSES =
      List.of(Condition.TRUE, Condition.FALSE, Condition.UNKNOWN);
  private static final double NANOS_PER_SECOND = 1e9;

  private final MeterRegistry registry;
  private final ConcurrentMap<ObjectKey, Series> series = new ConcurrentHashMap<>();

  /** Metrics in the given registry. */
  public RunMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void finished(
      ObjectKey object, Duration duration, Optional<Condition> ready, boolean suspended) {
    Series of = series.computeIfAbsent(object, key -> new Series(registry, key));
    of.durations.record(duration.toNanos() / NANOS_PER_SECOND);
    of.ready = ready.map(Condition::status).orElse(Condition.UNKNOWN);
    of.suspended = suspended;
  }

  @Override
  public void forgotten(ObjectKey object) {
    Series gone = series.remove(object);
    if (gone != null) {
      gone.meters.forEach(registry::remove);
    }
  }

  private static double[] exponential(double min, double max, int count) {
    double[] buckets = new double[count];
    for (int i = 0; i < count; i++) {
      buckets[i] = min * Math.pow(max / min, (double) i / (count - 1));
    }
    return buckets;
  }

  /** What is measured of one object. */
  private static final class Series {
    final DistributionSummary durations;
    final List<Meter> meters = new ArrayList<>();
    volatile String ready = Condition.UNKNOWN;
    volatile boolean suspended;

    Series(MeterRegistry registry, ObjectKey key) {
      Tags tags = Tags.of("kind", key.kind(), "name", key.name(), "namespace", key.namespace());
      durations =
          DistributionSummary.builder("gotk_reconcile_duration_seconds")
              .description("How long runs for an object take.")
              .tags(tags)
              .serviceLevelObjectives(BUCKETS)
              .register(registry);
      meters.add(durations);
      meters.add(
          Gauge.builder("gotk_suspend_status", this, series -> series.suspended ? 1 : 0)
              .description("Whether reconciliation of an object is switched off.")
              .tags(tags)
              .register(registry));
      for (String status : STATUSES) {
        meters.add(
            Gauge.builder("gotk_reconcile_condition", this, s -> s.ready.equals(status) ? 1 : 0)
                .description("The Ready condition of an object.")
                .tags(tags)
                .tags(List.of(Tag.of("type", "Ready"), Tag.of("status", status)))
                .register(registry));
      }
    }
  }
}
