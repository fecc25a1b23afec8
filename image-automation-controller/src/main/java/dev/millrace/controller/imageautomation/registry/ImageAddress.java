package dev.millrace.controller.imageautomation.registry;

import dev.millrace.api.image.ImageRepository;
import dev.millrace.oci.ImageReference;
import dev.millrace.runtime.outcome.ReconcileFailure;

/** Reads {@code spec.image} of ImageRepositories: the name of an image, and nothing else. */
public final class ImageAddress {
  private static final String SCHEME_END = "://";

  private ImageAddress() {}

  /**
   * The image, without tag and digest.
   *
   * @throws ReconcileFailure with reason {@link RegistryReason#IMAGE_URL_INVALID}
   */
  public static ImageReference of(ImageRepository repository) {
    String image = repository.spec().image();
    int scheme = image.indexOf(SCHEME_END);
    if (scheme >= 0) {
      throw invalid(
          repository,
          "should not include URL scheme; remove '%s'"
              .formatted(image.substring(0, scheme + SCHEME_END.length())));
    }
    ImageReference parsed;
    try {
      parsed = ImageReference.parse(image);
    } catch (IllegalArgumentException _) {
      throw invalid(repository, "is not the name of an image; write it as registry/name");
    }
    if (parsed.tag() != null) {
      throw invalid(repository, "should not include a tag; remove ':%s'".formatted(parsed.tag()));
    }
    if (parsed.digest() != null) {
      throw invalid(
          repository, "should not include a digest; remove '@%s'".formatted(parsed.digest()));
    }
    return parsed;
  }

  private static ReconcileFailure invalid(ImageRepository repository, String why) {
    return new ReconcileFailure(
        RegistryReason.IMAGE_URL_INVALID,
        "spec.image of ImageRepository '%s/%s': image '%s' %s"
            .formatted(
                repository.getMetadata().getNamespace(),
                repository.getMetadata().getName(),
                repository.spec().image(),
                why));
  }
}
