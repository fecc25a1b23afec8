package dev.millrace.controller.source.generator;

import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.RetryPolicy;

/** Why an ArtifactGenerator fails; Flux's words (FLUX.md 2.7). */
enum GeneratorReason implements Reason {
  VALIDATION_FAILED("ValidationFailed", RetryPolicy.STALL),
  SOURCE_FETCH_FAILED("SourceFetchFailed", RetryPolicy.WAIT_FOR_DEPENDENCY),
  BUILD_FAILED("BuildFailed", RetryPolicy.RETRY),
  /** The pattern or a capture makes no sense, whatever the sources hold. */
  BUILD_IMPOSSIBLE("BuildFailed", RetryPolicy.STALL),
  RECONCILIATION_FAILED("ReconciliationFailed", RetryPolicy.RETRY);

  private final String text;
  private final RetryPolicy retry;

  GeneratorReason(String text, RetryPolicy retry) {
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
