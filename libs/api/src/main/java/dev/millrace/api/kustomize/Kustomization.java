package dev.millrace.api.kustomize;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ReconciledObject;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Builds manifests from a source and keeps a cluster as they say (FLUX.md 3). */
@Group("kustomize.toolkit.fluxcd.io")
@Version("v1")
@Kind("Kustomization")
@Plural("kustomizations")
@ShortNames("ks")
public class Kustomization extends CustomResource<KustomizationSpec, KustomizationStatus>
    implements Namespaced, ReconciledObject<KustomizationStatus> {

  @Override
  public KustomizationStatus status() {
    return requireNonNullElse(getStatus(), KustomizationStatus.EMPTY);
  }

  /** The spec, or an empty one when the object has none. */
  public KustomizationSpec spec() {
    return requireNonNullElse(getSpec(), KustomizationSpec.EMPTY);
  }

  @Override
  public boolean suspended() {
    return spec().suspend();
  }
}
