package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.RetryPolicy;
import java.time.Duration;

/** Why a Kustomization is as it is; Flux's words (FLUX.md 3.1). */
enum KustomizationReason implements Reason {
  RECONCILIATION_SUCCEEDED("ReconciliationSucceeded", READY, RetryPolicy.RETRY),
  /** The artifact can't be had or does not hold the path. */
  ARTIFACT_FAILED("ArtifactFailed", READY, RetryPolicy.RETRY),
  /** There is no such source yet; nobody is told, for it may be about to be made. */
  SOURCE_AWAITED("ArtifactFailed", READY, RetryPolicy.RETRY, false),
  /** The source has no artifact yet, or is about to replace it; nobody is told. */
  ARTIFACT_AWAITED("ArtifactFailed", READY, RetryPolicy.WAIT_FOR_DEPENDENCY, false),
  BUILD_FAILED("BuildFailed", READY, RetryPolicy.RETRY),
  RECONCILIATION_FAILED("ReconciliationFailed", READY, RetryPolicy.RETRY),
  /** Too much would be deleted; an addition to Flux that is off unless it is asked for. */
  DELETION_GUARDED("DeletionGuarded", READY, RetryPolicy.STALL),
  PRUNE_FAILED("PruneFailed", READY, RetryPolicy.RETRY),
  HEALTH_CHECK_FAILED("HealthCheckFailed", KustomizationConditions.HEALTHY, RetryPolicy.RETRY),
  /** Something newer is to be applied, at once; told by the step itself. */
  HEALTH_CHECK_CANCELED(
      "HealthCheckCanceled",
      KustomizationConditions.HEALTHY,
      RetryPolicy.waitFor(Duration.ZERO),
      false);

  private final String text;
  private final String conditionType;
  private final RetryPolicy retry;
  private final boolean notifies;

  KustomizationReason(String text, String conditionType, RetryPolicy retry) {
    this(text, conditionType, retry, true);
  }

  KustomizationReason(String text, String conditionType, RetryPolicy retry, boolean notifies) {
    this.text = text;
    this.conditionType = conditionType;
    this.retry = retry;
    this.notifies = notifies;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public String conditionType() {
    return conditionType;
  }

  @Override
  public RetryPolicy retry() {
    return retry;
  }

  @Override
  public boolean notifies() {
    return notifies;
  }
}
