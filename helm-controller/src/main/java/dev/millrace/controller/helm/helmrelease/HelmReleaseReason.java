package dev.millrace.controller.helm.helmrelease;

import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.RetryPolicy;

/** Why a HelmRelease is as it is; Flux's words (FLUX.md 4.1). */
enum HelmReleaseReason implements Reason {
  INSTALL_SUCCEEDED("InstallSucceeded"),
  INSTALL_FAILED("InstallFailed"),
  UPGRADE_SUCCEEDED("UpgradeSucceeded"),
  UPGRADE_FAILED("UpgradeFailed"),
  TEST_SUCCEEDED("TestSucceeded"),
  TEST_FAILED("TestFailed"),
  AWAITING_TESTS("AwaitingTests"),
  ROLLBACK_SUCCEEDED("RollbackSucceeded"),
  ROLLBACK_FAILED("RollbackFailed"),
  UNINSTALL_SUCCEEDED("UninstallSucceeded"),
  UNINSTALL_FAILED("UninstallFailed"),
  PENDING_RELEASE("PendingRelease"),
  /** There is something newer to do than to put right what failed. */
  HEALTH_CHECK_CANCELED("HealthCheckCanceled"),
  DRIFT_DETECTED("DriftDetected"),
  NO_DRIFT_DETECTED("NoDriftDetected"),
  DRIFT_CORRECTED("DriftCorrected"),
  DRIFT_CORRECTION_FAILED("DriftCorrectionFailed"),
  INVENTORY_BUILD_FAILED("InventoryBuildFailed"),
  NAMESPACE_CHECK_SKIPPED("NamespaceCheckSkipped"),
  /** Another HelmRelease wants the same release; Flux says nothing of it. */
  RELEASE_SHARED("ReleaseShared"),
  ARTIFACT_FAILED("ArtifactFailed", RetryPolicy.RETRY, true),
  /** The source may be made at any moment, which is no news. */
  SOURCE_MISSING("ArtifactFailed", RetryPolicy.RETRY, false),
  /** The source says that there is an artifact, and its server does not have it yet. */
  ARTIFACT_AWAITED("ArtifactFailed", RetryPolicy.WAIT_FOR_DEPENDENCY, false),
  SOURCE_NOT_READY("SourceNotReady", RetryPolicy.WAIT_FOR_DEPENDENCY, true),
  /** The source was not looked at yet, which is no news. */
  SOURCE_AWAITED("SourceNotReady", RetryPolicy.WAIT_FOR_DEPENDENCY, false),
  VALUES_ERROR("ValuesError", RetryPolicy.RETRY, true),
  CHART_MUTATE_ERROR("ChartMutateError", RetryPolicy.RETRY, true),
  CHART_SYNC_ERROR("HelmChartSyncErr", RetryPolicy.RETRY, true),
  REST_CLIENT_ERROR("RESTClientError", RetryPolicy.RETRY, true),
  STATE_ERROR("StateError", RetryPolicy.RETRY, true),
  RECONCILE_ERROR("ReconcileError", RetryPolicy.RETRY, true),
  /** No attempts are left; what went wrong was told when it did, which is enough for an alert. */
  RETRIES_EXCEEDED("RetriesExceeded", RetryPolicy.STALL, false),
  MISSING_ROLLBACK_TARGET("MissingRollbackTarget", RetryPolicy.STALL, false);

  private final String text;
  private final RetryPolicy retry;
  private final boolean notifies;

  /** A result that the step that has it tells itself. */
  HelmReleaseReason(String text) {
    this(text, RetryPolicy.RETRY, false);
  }

  HelmReleaseReason(String text, RetryPolicy retry, boolean notifies) {
    this.text = text;
    this.retry = retry;
    this.notifies = notifies;
  }

  /** The reason that a condition names. */
  static HelmReleaseReason of(String text) {
    for (HelmReleaseReason reason : values()) {
      if (reason.text.equals(text)) {
        return reason;
      }
    }
    return RECONCILE_ERROR;
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
  public boolean notifies() {
    return notifies;
  }
}
