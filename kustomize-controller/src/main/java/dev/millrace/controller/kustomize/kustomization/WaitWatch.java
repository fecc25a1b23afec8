package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.Kustomization;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;

/** Tells waits when their Kustomization changes; wakes nobody, the kind's own watch does that. */
final class WaitWatch extends AbstractEventSource<Kustomization, Kustomization>
    implements ResourceEventAware<Kustomization> {
  private final Waits waits;

  WaitWatch(Waits waits) {
    super(Kustomization.class, "waits");
    this.waits = waits;
  }

  @Override
  public void onResourceUpdated(Kustomization now, Kustomization before) {
    waits.changed(now);
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
