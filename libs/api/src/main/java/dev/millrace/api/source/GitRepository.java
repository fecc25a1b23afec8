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

/** A revision of a Git repository, offered as an artifact (FLUX.md 2.1). */
@Group("source.toolkit.fluxcd.io")
@Version("v1")
@Kind("GitRepository")
@Plural("gitrepositories")
@ShortNames("gitrepo")
public class GitRepository extends CustomResource<GitRepositorySpec, GitRepositoryStatus>
    implements Namespaced, SourceObject, ReconciledObject<GitRepositoryStatus> {

  @Override
  public GitRepositoryStatus status() {
    return requireNonNullElse(getStatus(), GitRepositoryStatus.EMPTY);
  }

  /** The spec, or an empty one when the object has none. */
  public GitRepositorySpec spec() {
    return requireNonNullElse(getSpec(), GitRepositorySpec.EMPTY);
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
