package dev.millrace.controller.imageautomation.registry;

import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.RetryPolicy;

/** Why a registry could not be asked (FLUX.md 6.1). */
public enum RegistryReason implements Reason {
  /** {@code spec.image} is not the name of an image. */
  IMAGE_URL_INVALID("ImageURLInvalid", RetryPolicy.STALL),
  /** The credentials could not be read. */
  AUTHENTICATION_FAILED("AuthenticationFailed", RetryPolicy.RETRY),
  /** The registry could not be read, or refused the credentials. */
  READ_OPERATION_FAILED("ReadOperationFailed", RetryPolicy.RETRY);

  private final String text;
  private final RetryPolicy retry;

  RegistryReason(String text, RetryPolicy retry) {
    this.text = text;
    this.retry = retry;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public RetryPolicy retry() {
    return retry;
  }
}
