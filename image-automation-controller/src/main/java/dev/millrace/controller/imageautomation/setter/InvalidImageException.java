package dev.millrace.controller.imageautomation.setter;

/** An ImagePolicy whose latest image can't be written as a reference. */
public final class InvalidImageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidImageException(LatestImage image, String problem) {
    super(
        "the latest image of ImagePolicy %s/%s is no valid reference: %s: %s"
            .formatted(image.namespace(), image.policy(), image.reference(), problem));
  }
}
