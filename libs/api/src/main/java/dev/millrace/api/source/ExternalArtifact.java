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

/** An artifact that another program maintains (FLUX.md 2.6). */
@Group("source.toolkit.fluxcd.io")
@Version("v1")
@Kind("ExternalArtifact")
@Plural("externalartifacts")
@ShortNames("ea")
public class ExternalArtifact extends CustomResource<ExternalArtifactSpec, ExternalArtifactStatus>
    implements Namespaced, SourceObject, ReconciledObject<ExternalArtifactStatus> {

  @Override
  public ExternalArtifactStatus status() {
    return requireNonNullElse(getStatus(), ExternalArtifactStatus.EMPTY);
  }

  /** The spec, or an empty one when the object has none. */
  public ExternalArtifactSpec spec() {
    return requireNonNullElse(getSpec(), ExternalArtifactSpec.EMPTY);
  }

  @Override
  public boolean suspended() {
    return false;
  }

  @Override
  public Optional<Artifact> artifact() {
    return Optional.ofNullable(status().artifact());
  }
}
