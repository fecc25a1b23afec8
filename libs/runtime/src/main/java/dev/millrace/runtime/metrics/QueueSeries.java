package dev.millrace.runtime.metrics;

import dev.millrace.runtime.reconcile.RunObserver.Turn;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * What is measured of the way of runs through the queue of their kind, under the names of client-go
 * (FLUX.md 1.11).
 */
final class QueueSeries {
  private final LongSupplier nanoTime;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Set<Place> working = ConcurrentHashMap.newKeySet();
  private final Counter adds;
  private final Counter retries;
  private final DistributionSummary waits;
  private final DistributionSummary works;

  QueueSeries(MeterRegistry registry, String controller, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    Tags queue = Tags.of("controller", controller, "name", controller);
    adds =
        Counter.builder("workqueue_adds")
            .description("Runs that were asked for.")
            .tags(queue)
            .register(registry);
    retries =
        Counter.builder("workqueue_retries")
            .description("Runs that failed and are repeated.")
            .tags(queue)
            .register(registry);
    waits = times(registry, queue, "workqueue_queue_duration_seconds", "How long runs wait.");
    works = times(registry, queue, "workqueue_work_duration_seconds", "How long runs work.");
    gauge(registry, "workqueue_depth", "Runs that wait.", queue, waiting::get);
    gauge(
        registry,
        "workqueue_unfinished_work_seconds",
        "How long all runs under way have worked, together.",
        queue,
        () -> seconds(worked().sum()));
    gauge(
        registry,
        "workqueue_longest_running_processor_seconds",
        "How long the oldest run under way has worked.",
        queue,
        () -> seconds(worked().max().orElse(0)));
    gauge(
        registry,
        "controller_runtime_active_workers",
        "Runs under way.",
        Tags.of("controller", controller),
        working::size);
  }

  Turn queued() {
    adds.increment();
    waiting.incrementAndGet();
    return new Place();
  }

  /** A run is to be repeated because it failed. */
  void retried() {
    retries.increment();
  }

  private LongStream worked() {
    long now = nanoTime.getAsLong();
    return working.stream().mapToLong(place -> now - place.began);
  }

  private static double seconds(long nanos) {
    return Seconds.of(Duration.ofNanos(nanos));
  }

  private static DistributionSummary times(
      MeterRegistry registry, Tags queue, String name, String description) {
    return DistributionSummary.builder(name)
        .description(description)
        .tags(queue)
        .serviceLevelObjectives(Buckets.ofQueues())
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry, String name, String description, Tags tags, Supplier<Number> value) {
    Gauge.builder(name, value)
        .description(description)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  /** One run in the queue, then at work. */
  private final class Place implements Turn {
    private final long asked = nanoTime.getAsLong();
    private volatile long began;

    @Override
    public void began() {
      began = nanoTime.getAsLong();
      waiting.decrementAndGet();
      working.add(this);
      waits.record(seconds(began - asked));
    }

    @Override
    public void close() {
      if (working.remove(this)) {
        works.record(seconds(nanoTime.getAsLong() - began));
      } else {
        waiting.decrementAndGet();
      }
    }
  }
}
