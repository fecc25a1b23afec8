package dev.millrace.runtime.metrics;

import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.runtime.reconcile.RunObserver;
import dev.millrace.runtime.reconcile.RunReport;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * What runs tell: for each kind under the names that controller-runtime uses, and for each object
 * under Flux's and our own. The series of an object go when the object goes (FLUX.md 1.11).
 */
public final class RunMetrics implements RunObserver {
  /** The kinds that bring revisions to clusters, whose objects can drift. */
  private static final Set<String> APPLIERS = Set.of("Kustomization", "HelmRelease");

  private final MeterRegistry registry;
  private final int concurrent;
  private final LongSupplier nanoTime;
  private final ConcurrentMap<ObjectKey, ObjectSeries> objects = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, KindSeries> kinds = new ConcurrentHashMap<>();

  /**
   * @param concurrent how many runs of one kind work at the same time
   * @param nanoTime tells how much time passes, as {@link System#nanoTime()} does
   */
  public RunMetrics(MeterRegistry registry, int concurrent, LongSupplier nanoTime) {
    this.registry = registry;
    this.concurrent = concurrent;
    this.nanoTime = nanoTime;
  }

  @Override
  public Turn queued(ObjectKey object) {
    return kind(object).queued();
  }

  @Override
  public void finished(RunReport report) {
    ObjectKey object = report.object();
    kind(object).finished(report);
    objects
        .computeIfAbsent(object, key -> new ObjectSeries(registry, key, applies(key)))
        .finished(report);
  }

  @Override
  public void forgotten(ObjectKey object) {
    ObjectSeries gone = objects.remove(object);
    if (gone != null) {
      gone.close();
    }
  }

  private KindSeries kind(ObjectKey object) {
    return kinds.computeIfAbsent(
        object.kind(),
        kind -> new KindSeries(registry, kind, concurrent, applies(object), nanoTime));
  }

  private static boolean applies(ObjectKey object) {
    return APPLIERS.contains(object.kind());
  }
}
