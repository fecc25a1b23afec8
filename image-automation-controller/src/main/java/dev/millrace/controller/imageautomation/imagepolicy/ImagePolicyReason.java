package dev.millrace.controller.imageautomation.imagepolicy;

import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.RetryPolicy;
import java.time.Duration;

/** Why an ImagePolicy is as it is (FLUX.md 6.2). */
enum ImagePolicyReason implements Reason {
  /** The policy itself is wrong. */
  INVALID_POLICY("InvalidPolicy", RetryPolicy.STALL),
  /** The digest is to be looked up again and again, but not how often. */
  INTERVAL_NOT_CONFIGURED("IntervalNotConfigured", RetryPolicy.STALL),
  /** Tags fit, but none passes the gates that annotations of the policy put up. */
  GATE_CLOSED("GateClosed", RetryPolicy.waitFor(Duration.ofMinutes(1))),
  /**
   * The owner of the repository does not let this namespace use it. Labels of namespaces are not
   * watched, so it is tried again.
   */
  ACCESS_DENIED("AccessDenied", RetryPolicy.RETRY),
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
