package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.access.git.GitAccessReasons;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.RetryPolicy;

/** Why an ImageUpdateAutomation is as it is (FLUX.md 7). */
enum AutomationReason implements Reason {
  /** {@code spec.update.strategy} is not known. */
  INVALID_UPDATE_STRATEGY("InvalidUpdateStrategy", RetryPolicy.STALL),
  /** The source is of another kind, or {@code spec.git} is missing. */
  INVALID_SOURCE_CONFIGURATION("InvalidSourceConfiguration", RetryPolicy.STALL),
  /** The Secret of the source does not fit its provider, and may be corrected without it. */
  PROVIDER_DOES_NOT_FIT_SECRET("InvalidSourceConfiguration", RetryPolicy.RETRY),
  /** The source or its credentials can't be read. */
  SOURCE_MANAGER_FAILED("SourceManagerFailed", RetryPolicy.RETRY),
  /** Fetching or pushing failed. */
  GIT_OPERATION_FAILED("GitOperationFailed", RetryPolicy.RETRY),
  /** The files could not be changed. */
  UPDATE_FAILED("UpdateFailed", RetryPolicy.RETRY),
  /** {@code spec.policySelector} is not valid. */
  INVALID_POLICY_SELECTOR("InvalidPolicySelector", RetryPolicy.STALL),
  /** The pull request could not be opened, changed or closed. */
  PULL_REQUEST_FAILED("PullRequestFailed", RetryPolicy.RETRY),
  /** The message template uses a field that does not exist any more. */
  REMOVED_TEMPLATE_FIELD("RemovedTemplateField", RetryPolicy.STALL);

  /** How access to Git servers fails. */
  static final GitAccessReasons GIT_ACCESS =
      new GitAccessReasons(
          SOURCE_MANAGER_FAILED,
          SOURCE_MANAGER_FAILED,
          INVALID_SOURCE_CONFIGURATION,
          PROVIDER_DOES_NOT_FIT_SECRET);

  private final String text;
  private final RetryPolicy retry;

  AutomationReason(String text, RetryPolicy retry) {
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
