package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.Kustomization;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;

/**
 * Hears of every change of a Kustomization: ends waits that it makes pointless, and wakes those
 * whose guard was told something. Other reasons for a run are the business of the kind's own watch.
 */
final class ChangeWatch extends AbstractEventSource<Kustomization, Kustomization>
    implements ResourceEventAware<Kustomization> {
  private final Waits waits;

  ChangeWatch(Waits waits) {
    super(Kustomization.class, "changes");
    this.waits = waits;
  }

  @Override
  public void onResourceUpdated(Kustomization now, Kustomization before) {
    waits.changed(now);
    if (isRunning() && GuardDeletions.changed(now, before)) {
      getEventHandler().handleEvent(new Event(ResourceID.fromResource(now)));
    }
  }

  @Override
  public Set<Kustomization> getSecondaryResources(Kustomization primary) {
    return Set.of();
  }

  @Override
  public Status getStatus() {
    return Status.HEALTHY;
  }
}
