package dev.millrace.runtime.watch;

import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.reference.ReferenceKey;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Wakes objects of a kind when one of the same kind that they depend on becomes ready, instead of
 * letting them look every now and then. It watches nothing itself: it listens to the kind's own
 * watch.
 *
 * @param <P> the kind
 */
public final class ReadinessWatch<P extends ReconciledObject<?>> extends AbstractEventSource<P, P>
    implements ResourceEventAware<P> {
  private final ReferenceIndex<P> dependents;
  private final BiPredicate<P, P> matters;

  /** Wakes dependents when the Ready condition or the observed generation changes. */
  public ReadinessWatch(Class<P> kind, ReferenceIndex<P> dependents) {
    this(kind, dependents, ReadinessWatch::readinessChanged);
  }

  /**
   * Wakes dependents when a change matters to them.
   *
   * @param matters told the object as it is now and as it was
   */
  public ReadinessWatch(Class<P> kind, ReferenceIndex<P> dependents, BiPredicate<P, P> matters) {
    super(kind, "readiness-of-" + kind.getSimpleName());
    this.dependents = dependents;
    this.matters = matters;
  }

  @Override
  public void onResourceUpdated(P now, P before) {
    if (isRunning() && matters.test(now, before)) {
      dependents
          .referringTo(ReferenceKey.of(now))
          .forEach(dependent -> getEventHandler().handleEvent(new Event(dependent)));
    }
  }

  @Override
  public Set<P> getSecondaryResources(P primary) {
    return Set.of();
  }

  @Override
  public Status getStatus() {
    return Status.HEALTHY;
  }

  static boolean readinessChanged(ReconciledObject<?> now, ReconciledObject<?> before) {
    boolean ready = isReady(now);
    return ready != isReady(before)
        || now.status().observedGeneration() != before.status().observedGeneration();
  }

  private static boolean isReady(ReconciledObject<?> object) {
    return Conditions.holds(object.status().conditions(), ConditionType.READY);
  }
}
