package dev.millrace.runtime.outcome;

/** Reasons that mean the same for every kind (FLUX.md 1.4). */
public enum GeneralReason implements Reason {
  SUCCEEDED("Succeeded", RetryPolicy.RETRY, Severity.INFO),
  FAILED("Failed", RetryPolicy.RETRY, Severity.ERROR),
  PROGRESSING("Progressing", RetryPolicy.RETRY, Severity.INFO),
  PROGRESSING_WITH_RETRY("ProgressingWithRetry", RetryPolicy.RETRY, Severity.INFO),
  DEPENDENCY_NOT_READY("DependencyNotReady", RetryPolicy.WAIT_FOR_DEPENDENCY, Severity.INFO),
  ACCESS_DENIED("AccessDenied", RetryPolicy.STALL, Severity.ERROR),
  FEATURE_GATE_DISABLED("FeatureGateDisabled", RetryPolicy.STALL, Severity.ERROR),
  INVALID_CEL_EXPRESSION("InvalidCELExpression", RetryPolicy.STALL, Severity.ERROR),
  /** A bug of ours or an unforeseen condition; the log has the stack trace. */
  INTERNAL_ERROR("InternalError", RetryPolicy.RETRY, Severity.ERROR);

  private final String text;
  private final RetryPolicy retry;
  private final Severity severity;

  GeneralReason(String text, RetryPolicy retry, Severity severity) {
    this.text = text;
    this.retry = retry;
    this.severity = severity;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public RetryPolicy retry() {
    return retry;
  }

  @Override
  public Severity severity() {
    return severity;
  }
}
