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

/** A layer of an OCI artifact, offered as an artifact (FLUX.md 2.2). */
@Group("source.toolkit.fluxcd.io")
@Version("v1")
@Kind("OCIRepository")
@Plural("ocirepositories")
@ShortNames("ocirepo")
public class OCIRepository extends CustomResource<OCIRepositorySpec, OCIRepositoryStatus>
    implements Namespaced, SourceObject, ReconciledObject<OCIRepositoryStatus> {

  @Override
  public OCIRepositoryStatus status() {
    return requireNonNullElse(getStatus(), OCIRepositoryStatus.EMPTY);
  }

  /** The spec, or an empty one when the object has none. */
  public OCIRepositorySpec spec() {
    return requireNonNullElse(getSpec(), OCIRepositorySpec.EMPTY);
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
