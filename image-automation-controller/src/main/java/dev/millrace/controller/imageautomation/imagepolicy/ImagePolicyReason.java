package dev.millrace.controller.imageautomation.imagepolicy;

import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.RetryPolicy;

/** Why an ImagePolicy is as it is (FLUX.md 6.2). */
enum ImagePolicyReason implements Reason {
  /** The policy itself is wrong. */
  INVALID_POLICY("InvalidPolicy", RetryPolicy.STALL),
  /** The digest is to be looked up again and again, but not how often. */
  INTERVAL_NOT_CONFIGURED("IntervalNotConfigured", RetryPolicy.STALL),
  /** No tag fits, or the tags could not be read. */
  FAILURE("Failure", RetryPolicy.RETRY);

  private final String text;
  private final RetryPolicy retry;

  ImagePolicyReason(String text, RetryPolicy retry) {
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
