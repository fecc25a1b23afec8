package dev.millrace.controller.imageautomation.imagepolicy;

import dev.millrace.api.image.ImageRepository;
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
   */
  TagList of(ImageRepository repository) {
    String image = repository.status().canonicalImageName();
    if (image == null
        || repository.status().lastScanResult() == null
        || !image.equals(wanted(repository))) {
      throw new ReconcileFailure(
          GeneralReason.DEPENDENCY_NOT_READY,
          "the image repository has not scanned '%s' yet".formatted(repository.spec().image()));
    }
    TagList tags = store.find(image).orElseGet(() -> listAgain(repository, image));
    if (tags.tags().isEmpty()) {
      throw new ReconcileFailure(
          GeneralReason.DEPENDENCY_NOT_READY,
          "the image repository has found no tags of '%s'".formatted(repository.spec().image()));
    }
    return tags;
  }

  private static String wanted(ImageRepository repository) {
    try {
      return ImageReference.parse(repository.spec().image()).name();
    } catch (IllegalArgumentException _) {
      // Its own status says what is wrong with it.
      return "";
    }
  }

  private TagList listAgain(ImageRepository repository, String image) {
    TagList tags =
        TagExclusion.of(repository.status().observedExclusionList())
            .apply(registry.tags(repository, ImageReference.parse(repository.spec().image())));
    store.put(image, tags);
    return tags;
  }
}
