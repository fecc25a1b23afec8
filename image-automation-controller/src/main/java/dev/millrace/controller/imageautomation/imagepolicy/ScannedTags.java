package dev.millrace.controller.imageautomation.imagepolicy;

import dev.millrace.api.image.ImageRepository;
import dev.millrace.controller.imageautomation.registry.ImageAddress;
import dev.millrace.controller.imageautomation.registry.ImageRegistry;
import dev.millrace.controller.imageautomation.tag.TagExclusion;
import dev.millrace.controller.imageautomation.tag.TagList;
import dev.millrace.controller.imageautomation.tag.TagStore;
import dev.millrace.oci.ImageReference;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;

/**
 * The tags that the last scan of a repository found. Where they were lost, with a volume or because
 * another replica took the lead, they are listed again at once, so that policies have no gap.
 */
final class ScannedTags {
  private final TagStore store;
  private final ImageRegistry registry;

  ScannedTags(TagStore store, ImageRegistry registry) {
    this.store = store;
    this.registry = registry;
  }

  /**
   * The tags, of which there is at least one. A repository is waited for that has none, that was
   * never scanned, or not since its image changed: the tags of the old image say nothing about the
   * new one.
   *
   * @throws ReconcileFailure when there are none yet, or the repository names no image
   */
  TagList of(ImageRepository repository) {
    ImageReference image = ImageAddress.of(repository);
    if (repository.status().lastScanResult() == null
        || !image.name().equals(repository.status().canonicalImageName())) {
      throw notYet(repository, "referenced ImageRepository has not been scanned yet");
    }
    TagList tags = store.find(image.name()).orElseGet(() -> listAgain(repository, image));
    if (tags.tags().isEmpty()) {
      throw notYet(repository, "no tags in database");
    }
    return tags;
  }

  private static ReconcileFailure notYet(ImageRepository repository, String why) {
    return new ReconcileFailure(
        GeneralReason.DEPENDENCY_NOT_READY,
        "%s: '%s/%s' with image '%s'"
            .formatted(
                why,
                repository.getMetadata().getNamespace(),
                repository.getMetadata().getName(),
                repository.spec().image()));
  }

  private TagList listAgain(ImageRepository repository, ImageReference image) {
    TagList tags =
        TagExclusion.of(repository.status().observedExclusionList())
            .apply(registry.tags(repository, image));
    store.put(image.name(), tags);
    return tags;
  }
}
