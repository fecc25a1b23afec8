package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ReconciledObject;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A release of a Helm chart, kept as its values say (FLUX.md 4). */
@Group("helm.toolkit.fluxcd.io")
@Version("v2")
@Kind("HelmRelease")
@Plural("helmreleases")
@ShortNames("hr")
public class HelmRelease extends CustomResource<HelmReleaseSpec, HelmReleaseStatus>
    implements Namespaced, ReconciledObject<HelmReleaseStatus> {

  @Override
  public HelmReleaseStatus status() {
    return requireNonNullElse(getStatus(), HelmReleaseStatus.EMPTY);
  }

  /** The spec, or an empty one when the object has none. */
  public HelmReleaseSpec spec() {
    return requireNonNullElse(getSpec(), HelmReleaseSpec.EMPTY);
  }

  @Override
  public boolean suspended() {
    return spec().suspend();
  }
}
