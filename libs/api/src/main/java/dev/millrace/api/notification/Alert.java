package dev.millrace.api.notification;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.FluxObject;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** Which events go to which provider (FLUX.md 5.2). */
@Group("notification.toolkit.fluxcd.io")
@Version("v1beta3")
@Kind("Alert")
@Plural("alerts")
public class Alert extends CustomResource<AlertSpec, AlertStatus>
    implements Namespaced, FluxObject {

  /** The spec, or an empty one when the object has none. */
  public AlertSpec spec() {
    return requireNonNullElse(getSpec(), AlertSpec.EMPTY);
  }

  /** The status, or an empty one when nothing was ever given up. */
  public AlertStatus status() {
    return requireNonNullElse(getStatus(), AlertStatus.EMPTY);
  }

  @Override
  public boolean suspended() {
    return spec().suspend();
  }
}
