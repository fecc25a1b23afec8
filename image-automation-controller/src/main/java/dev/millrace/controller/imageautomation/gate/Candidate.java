package dev.millrace.controller.imageautomation.gate;

import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.oci.ImageReference;

/** A tag that a policy is about to select. */
record Candidate(ImagePolicy policy, ImageRepository repository, String tag) {
  ImageReference image() {
    return ImageReference.parse(repository.spec().image()).withTag(tag);
  }
}
