package dev.millrace.controller.imageautomation.imagerepository;

import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.RetryPolicy;

/** Why an ImageRepository is as it is (FLUX.md 6.1). */
enum ImageRepositoryReason implements Reason {
  /** {@code spec.image} is not the name of an image. */
  IMAGE_URL_INVALID("ImageURLInvalid");

  private final String text;

  ImageRepositoryReason(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public RetryPolicy retry() {
    return RetryPolicy.STALL;
  }
}
