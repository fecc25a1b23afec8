package dev.millrace.api.notification;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.FluxObject;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A service that alerts are sent to (FLUX.md 5.1). */
@Group("notification.toolkit.fluxcd.io")
@Version("v1beta3")
@Kind("Provider")
@Plural("providers")
public class Provider extends CustomResource<ProviderSpec, Void> implements Namespaced, FluxObject {

  /** The spec, or an empty one when the object has none. */
  public ProviderSpec spec() {
    return requireNonNullElse(getSpec(), ProviderSpec.EMPTY);
  }

  @Override
  public boolean suspended() {
    return spec().suspend();
  }
}
