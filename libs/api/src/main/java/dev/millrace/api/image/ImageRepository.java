package dev.millrace.api.image;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ReconciledObject;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** The tags of a container image (FLUX.md 6.1). */
@Group("image.toolkit.fluxcd.io")
@Version("v1")
@Kind("ImageRepository")
@Plural("imagerepositories")
@ShortNames({"imgrepo", "imagerepo"})
public class ImageRepository extends CustomResource<ImageRepositorySpec, ImageRepositoryStatus>
    implements Namespaced, ReconciledObject<ImageRepositoryStatus> {

  @Override
  public ImageRepositoryStatus status() {
    return requireNonNullElse(getStatus(), ImageRepositoryStatus.EMPTY);
  }

  /** The spec, or an empty one when the object has none. */
  public ImageRepositorySpec spec() {
    return requireNonNullElse(getSpec(), ImageRepositorySpec.EMPTY);
  }

  @Override
  public boolean suspended() {
    return spec().suspend();
  }
}
