package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.schedule.PlanTimer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The planned runs of one kind, as events for the framework. They take the place of the framework's
 * own timer, which goes by the time of day: when that is put back, it sleeps until it has caught
 * up.
 */
final class PlannedRuns<R extends HasMetadata> extends AbstractEventSource<Void, R> {
  private final PlanTimer<ObjectKey> timer;
  private final AtomicBoolean joined = new AtomicBoolean();

  /**
   * @param nanoTime a clock that never goes back
   */
  PlannedRuns(LongSupplier nanoTime) {
    super(Void.class, "planned-runs");
    this.timer = new PlanTimer<>(nanoTime, this::begin);
  }

  /** Joins the other sources of a kind's events, once; the framework starts and stops all. */
  void join(EventSourceRetriever<R> others) {
    if (joined.compareAndSet(false, true)) {
      others.dynamicallyRegisterEventSource(this);
    }
  }

  /** Plans the next run of an object, in place of the one that was planned. */
  void plan(ObjectKey object, Duration delay) {
    timer.plan(object, delay);
  }

  /** Plans no run of an object any more. */
  void drop(ObjectKey object) {
    timer.drop(object);
  }

  /** Plans no run any more of objects that match. */
  void dropIf(Predicate<ObjectKey> matches) {
    timer.dropIf(matches);
  }

  /** Begins what is due by now, as happens by itself when it is time. */
  void beginDue() {
    timer.wakeDue();
  }

  private void begin(ObjectKey object) {
    getEventHandler().handleEvent(new Event(new ResourceID(object.name(), object.namespace())));
  }

  @Override
  public void start() {
    super.start();
    timer.start();
  }

  @Override
  public void stop() {
    timer.stop();
    super.stop();
  }

  @Override
  public Set<Void> getSecondaryResources(R primary) {
    return Set.of();
  }

  @Override
  public Status getStatus() {
    return Status.HEALTHY;
  }
}
