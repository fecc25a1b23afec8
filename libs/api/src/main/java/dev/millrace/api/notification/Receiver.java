package dev.millrace.api.notification;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ReconciledObject;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A webhook that makes objects reconcile now (FLUX.md 5.5). */
@Group("notification.toolkit.fluxcd.io")
@Version("v1")
@Kind("Receiver")
@Plural("receivers")
public class Receiver extends CustomResource<ReceiverSpec, ReceiverStatus>
    implements Namespaced, ReconciledObject<ReceiverStatus> {

  @Override
  public ReceiverStatus status() {
    return requireNonNullElse(getStatus(), ReceiverStatus.EMPTY);
  }

  /** The spec, or an empty one when the object has none. */
  public ReceiverSpec spec() {
    return requireNonNullElse(getSpec(), ReceiverSpec.EMPTY);
  }

  @Override
  public boolean suspended() {
    return spec().suspend();
  }
}
