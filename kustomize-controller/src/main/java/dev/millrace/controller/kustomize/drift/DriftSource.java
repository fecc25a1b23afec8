package dev.millrace.controller.kustomize.drift;

import dev.millrace.api.kustomize.Kustomization;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;

/** Starts runs of Kustomizations whose objects drifted. */
public final class DriftSource extends AbstractEventSource<Kustomization, Kustomization> {
  DriftSource() {
    super(Kustomization.class, "drift");
  }

  void wake(ResourceID owner) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(owner));
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
