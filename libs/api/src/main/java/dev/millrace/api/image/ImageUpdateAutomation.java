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

/** Commits chosen tags to a Git repository (FLUX.md 7). */
@Group("image.toolkit.fluxcd.io")
@Version("v1")
@Kind("ImageUpdateAutomation")
@Plural("imageupdateautomations")
@ShortNames({"iua", "imgupd", "imgauto"})
public class ImageUpdateAutomation
    extends CustomResource<ImageUpdateAutomationSpec, ImageUpdateAutomationStatus>
    implements Namespaced, ReconciledObject<ImageUpdateAutomationStatus> {

  @Override
  public ImageUpdateAutomationStatus status() {
    return requireNonNullElse(getStatus(), ImageUpdateAutomationStatus.EMPTY);
  }

  /** The spec, or an empty one when the object has none. */
  public ImageUpdateAutomationSpec spec() {
    return requireNonNullElse(getSpec(), ImageUpdateAutomationSpec.EMPTY);
  }

  @Override
  public boolean suspended() {
    return spec().suspend();
  }
}
