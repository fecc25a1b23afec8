package dev.millrace.api.source;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.SourceObject;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Optional;

/** A chart repository; its index is offered as an artifact (FLUX.md 2.3). */
@Group("source.toolkit.fluxcd.io")
@Version("v1")
@Kind("HelmRepository")
@Plural("helmrepositories")
@ShortNames("helmrepo")
public class HelmRepository extends CustomResource<HelmRepositorySpec, HelmRepositoryStatus>
    implements Namespaced, SourceObject, ReconciledObject<HelmRepositoryStatus> {

  @Override
  public HelmRepositoryStatus status() {
    return requireNonNullElse(getStatus(), HelmRepositoryStatus.EMPTY);
  }

  /** The spec, or an empty one when the object has none. */
  public HelmRepositorySpec spec() {
    return requireNonNullElse(getSpec(), HelmRepositorySpec.EMPTY);
  }

  @Override
  public boolean suspended() {
    return spec().suspend();
  }

  @Override
  public Optional<Artifact> artifact() {
    return Optional.ofNullable(status().artifact());
  }
}
