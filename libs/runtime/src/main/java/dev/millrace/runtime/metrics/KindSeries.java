package dev.millrace.runtime.metrics;

import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.reconcile.RunObserver.Turn;
import dev.millrace.runtime.reconcile.RunReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What is measured of the runs of one kind, under the names of controller-runtime (FLUX.md 1.11).
 * Counters begin at zero, so that the first failure is an increase.
 */
final class KindSeries {
  private final QueueSeries queue;
  private final Counter successes;
  private final Counter rescheduled;
  private final Counter failures;
  private final Counter errors;
  private final DistributionSummary durations;
  private final Optional<DistributionSummary> rollouts;

  /**
   * @param concurrent how many runs of the kind work at the same time
   * @param applies whether the kind brings revisions to clusters
   */
  KindSeries(
      MeterRegistry registry, String kind, int concurrent, boolean applies, LongSupplier nanoTime) {
    String controller = kind.toLowerCase(Locale.ROOT);
    queue = new QueueSeries(registry, controller, nanoTime);
    Tags tags = Tags.of("controller", controller);
    successes = result(registry, tags, "success");
    rescheduled = result(registry, tags, "requeue_after");
    failures = result(registry, tags, "error");
    errors =
        Counter.builder("controller_runtime_reconcile_errors")
            .description("Failed runs of a kind.")
            .tags(tags)
            .register(registry);
    durations =
        DistributionSummary.builder("controller_runtime_reconcile_time_seconds")
            .description("How long runs of a kind take.")
            .tags(tags)
            .serviceLevelObjectives(Buckets.ofRuns())
            .register(registry);
    Gauge.builder("controller_runtime_max_concurrent_reconciles", () -> concurrent)
        .description("Runs that may work at the same time.")
        .tags(tags)
        .register(registry);
    rollouts = applies ? Optional.of(rollouts(registry, kind)) : Optional.empty();
  }

  Turn queued() {
    return queue.queued();
  }

  void finished(RunReport report) {
    durations.record(Seconds.of(report.took()));
    count(report.outcome());
    rollouts.ifPresent(
        histogram -> report.offeredToReady().ifPresent(time -> histogram.record(Seconds.of(time))));
  }

  private void count(Outcome outcome) {
    switch (outcome) {
      case Outcome.Ready _, Outcome.Unchanged _, Outcome.Waiting _ -> rescheduled.increment();
      case Outcome.Stalled _, Outcome.Suspended _, Outcome.Deleted _ -> successes.increment();
      case Outcome.Retry _ -> {
        failures.increment();
        errors.increment();
        queue.retried();
      }
    }
  }

  private static Counter result(MeterRegistry registry, Tags tags, String result) {
    return Counter.builder("controller_runtime_reconcile")
        .description("Runs of a kind by how they ended.")
        .tags(tags)
        .tags(List.of(Tag.of("result", result)))
        .register(registry);
  }

  private static DistributionSummary rollouts(MeterRegistry registry, String kind) {
    return DistributionSummary.builder("millrace_revision_to_ready_seconds")
        .description("How long revisions take from being stored by their source to being ready.")
        .tags(Tags.of("kind", kind))
        .serviceLevelObjectives(Buckets.ofWaits())
        .register(registry);
  }
}
