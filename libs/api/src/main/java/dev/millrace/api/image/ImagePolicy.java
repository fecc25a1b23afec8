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

/** The choice of one tag among those of an ImageRepository (FLUX.md 6.2). */
@Group("image.toolkit.fluxcd.io")
@Version("v1")
@Kind("ImagePolicy")
@Plural("imagepolicies")
@ShortNames({"imgpol", "imagepol"})
public class ImagePolicy extends CustomResource<ImagePolicySpec, ImagePolicyStatus>
    implements Namespaced, ReconciledObject<ImagePolicyStatus> {

  @Override
  public ImagePolicyStatus status() {
    return requireNonNullElse(getStatus(), ImagePolicyStatus.EMPTY);
  }

  /** The spec, or an empty one when the object has none. */
  public ImagePolicySpec spec() {
    return requireNonNullElse(getSpec(), ImagePolicySpec.EMPTY);
  }

  @Override
  public boolean suspended() {
    return spec().suspend();
  }
}
