package dev.millrace.controller.notification.receiver;

import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.RetryPolicy;

/** Why a Receiver is as it is (FLUX.md 5.5). */
enum ReceiverReason implements Reason {
  /** The Secret with the token is missing or has none. */
  TOKEN_NOT_FOUND("TokenNotFound", RetryPolicy.RETRY),
  /** The spec contradicts itself. */
  VALIDATION_FAILED("ValidationFailed", RetryPolicy.STALL),
  /** A CEL expression is not valid. */
  INVALID_EXPRESSION("InvalidCELExpression", RetryPolicy.STALL);

  private final String text;
  private final RetryPolicy retry;

  ReceiverReason(String text, RetryPolicy retry) {
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
