package dev.millrace.api.extensions;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ReconciledObject;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Optional;

/** Makes ExternalArtifacts by copying files from several sources (FLUX.md 2.7). */
@Group("source.extensions.fluxcd.io")
@Version("v1beta1")
@Kind("ArtifactGenerator")
@Plural("artifactgenerators")
@ShortNames("ag")
public class ArtifactGenerator
    extends CustomResource<ArtifactGeneratorSpec, ArtifactGeneratorStatus>
    implements Namespaced, ReconciledObject<ArtifactGeneratorStatus> {

  /** With the value {@code Disabled} this annotation suspends the object. */
  public static final String RECONCILE = "source.extensions.fluxcd.io/reconcile";

  @Override
  public ArtifactGeneratorStatus status() {
    return requireNonNullElse(getStatus(), ArtifactGeneratorStatus.EMPTY);
  }

  /** The spec, or an empty one when the object has none. */
  public ArtifactGeneratorSpec spec() {
    return requireNonNullElse(getSpec(), ArtifactGeneratorSpec.EMPTY);
  }

  /** Suspension is an annotation here, as the kind has no field for it. */
  @Override
  public boolean suspended() {
    return Optional.ofNullable(getMetadata().getAnnotations())
        .map(annotations -> annotations.get(RECONCILE))
        .filter("Disabled"::equalsIgnoreCase)
        .isPresent();
  }
}
