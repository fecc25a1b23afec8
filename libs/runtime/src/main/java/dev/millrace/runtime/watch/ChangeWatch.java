package dev.millrace.runtime.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Tells somebody of every change of an object of a kind, also while it is being reconciled, and
 * wakes those that a change concerns which is no reason for a run by itself. It watches nothing
 * itself: it listens to the kind's own watch.
 *
 * @param <P> the kind
 */
public final class ChangeWatch<P extends HasMetadata> extends AbstractEventSource<P, P>
    implements ResourceEventAware<P> {
  private final Consumer<P> listener;
  private final BiPredicate<P, P> wakes;

  /** Wakes nobody. */
  public ChangeWatch(Class<P> kind, Consumer<P> listener) {
    this(kind, listener, (_, _) -> false);
  }

  /**
   * Wakes some.
   *
   * @param listener is told of every change; must not block
   * @param wakes told the object as it is now and as it was
   */
  public ChangeWatch(Class<P> kind, Consumer<P> listener, BiPredicate<P, P> wakes) {
    super(kind, "changes");
    this.listener = listener;
    this.wakes = wakes;
  }

  @Override
  public void onResourceUpdated(P now, P before) {
    listener.accept(now);
    if (isRunning() && wakes.test(now, before)) {
      getEventHandler().handleEvent(new Event(ResourceID.fromResource(now)));
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
}
