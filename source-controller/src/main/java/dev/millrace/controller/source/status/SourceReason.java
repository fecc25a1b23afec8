package dev.millrace.controller.source.status;

import static dev.millrace.controller.source.status.SourceCondition.ARTIFACT_OUTDATED;
import static dev.millrace.controller.source.status.SourceCondition.BUILD_FAILED;
import static dev.millrace.controller.source.status.SourceCondition.FETCH_FAILED;
import static dev.millrace.controller.source.status.SourceCondition.INCLUDE_UNAVAILABLE;
import static dev.millrace.controller.source.status.SourceCondition.SOURCE_VERIFIED;
import static dev.millrace.controller.source.status.SourceCondition.STORAGE_OPERATION_FAILED;
import static dev.millrace.runtime.outcome.RetryPolicy.RETRY;
import static dev.millrace.runtime.outcome.RetryPolicy.STALL;
import static dev.millrace.runtime.outcome.RetryPolicy.WAIT_FOR_DEPENDENCY;

import dev.millrace.access.git.GitAccessReasons;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.RetryPolicy;

/** Why a source is as it is; Flux's words (FLUX.md 2). */
public enum SourceReason implements Reason {
  CHART_PULL_SUCCEEDED("ChartPullSucceeded", ConditionType.READY, RETRY),
  CHART_PACKAGE_SUCCEEDED("ChartPackageSucceeded", ConditionType.READY, RETRY),
  NEW_REVISION("NewRevision", ARTIFACT_OUTDATED, RETRY),
  NEW_CHART("NewChart", ARTIFACT_OUTDATED, RETRY),
  INCLUDE_CHANGE("IncludeChange", ARTIFACT_OUTDATED, RETRY),

  URL_INVALID("URLInvalid", FETCH_FAILED, STALL),
  SPEC_INVALID("Failed", FETCH_FAILED, STALL),
  AUTHENTICATION_FAILED("AuthenticationFailed", FETCH_FAILED, RETRY),
  INVALID_PROVIDER_CONFIGURATION("InvalidProviderConfiguration", FETCH_FAILED, STALL),
  /** A Secret can be corrected without a change of the object. */
  PROVIDER_DOES_NOT_FIT_SECRET("InvalidProviderConfiguration", FETCH_FAILED, RETRY),
  FEATURE_GATE_DISABLED("FeatureGateDisabled", FETCH_FAILED, STALL),
  FETCH("Failed", FETCH_FAILED, RETRY),
  GIT_OPERATION_FAILED("GitOperationFailed", FETCH_FAILED, RETRY),
  EMPTY_GIT_REPOSITORY("EmptyGitRepository", FETCH_FAILED, RETRY),
  TAG_READ_OPERATION_FAILED("ReadOperationFailed", FETCH_FAILED, RETRY),
  OCI_ARTIFACT_PULL_FAILED("OCIArtifactPullFailed", FETCH_FAILED, RETRY),
  OCI_ARTIFACT_LAYER_OPERATION_FAILED("OCIArtifactLayerOperationFailed", FETCH_FAILED, RETRY),
  BUCKET_OPERATION_FAILED("BucketOperationFailed", FETCH_FAILED, RETRY),
  INVALID_STS_CONFIGURATION("InvalidSTSConfiguration", FETCH_FAILED, STALL),
  INDEXATION_FAILED("IndexationFailed", FETCH_FAILED, RETRY),
  NO_SOURCE_ARTIFACT("NoSourceArtifact", FETCH_FAILED, WAIT_FOR_DEPENDENCY),
  SOURCE_UNAVAILABLE("SourceUnavailable", FETCH_FAILED, WAIT_FOR_DEPENDENCY),
  UNSUPPORTED_SOURCE_KIND("UnsupportedSourceKind", FETCH_FAILED, STALL),

  INCLUDE_NOT_FOUND("NotFound", INCLUDE_UNAVAILABLE, WAIT_FOR_DEPENDENCY),
  INCLUDE_NO_ARTIFACT("NoArtifact", INCLUDE_UNAVAILABLE, WAIT_FOR_DEPENDENCY),

  VERIFICATION_ERROR("VerificationError", SOURCE_VERIFIED, RETRY),
  INVALID_VERIFICATION_MODE("InvalidVerificationMode", SOURCE_VERIFIED, STALL),
  INVALID_GIT_OBJECT("InvalidGitObject", SOURCE_VERIFIED, RETRY),
  INVALID_TAG_SIGNATURE("InvalidTagSignature", SOURCE_VERIFIED, RETRY),
  INVALID_COMMIT_SIGNATURE("InvalidCommitSignature", SOURCE_VERIFIED, RETRY),

  CHART_VERIFICATION("ChartVerificationError", SOURCE_VERIFIED, RETRY),

  CHART_REFERENCE_INVALID("InvalidChartReference", BUILD_FAILED, STALL),
  CHART_BUILD("ChartPackageError", BUILD_FAILED, RETRY),
  CHART_PULL("ChartPullError", BUILD_FAILED, RETRY),
  CHART_METADATA("MetadataPatchError", BUILD_FAILED, STALL),
  CHART_VALUES("ValuesFilesError", BUILD_FAILED, STALL),
  CHART_DEPENDENCIES("DependencyBuildError", BUILD_FAILED, RETRY),

  SOURCE_IGNORE_ERROR("SourceIgnoreError", STORAGE_OPERATION_FAILED, RETRY),
  ARCHIVE_OPERATION_FAILED("ArchiveOperationFailed", STORAGE_OPERATION_FAILED, RETRY),
  READ_OPERATION_FAILED("ReadOperationFailed", STORAGE_OPERATION_FAILED, RETRY),
  COPY_FAILURE("CopyFailure", STORAGE_OPERATION_FAILED, RETRY),
  ILLEGAL_PATH("IllegalPath", STORAGE_OPERATION_FAILED, STALL),
  GARBAGE_COLLECTION_FAILED("GarbageCollectionFailed", STORAGE_OPERATION_FAILED, RETRY);

  /** How access to Git servers fails. */
  public static final GitAccessReasons GIT_ACCESS =
      new GitAccessReasons(
          URL_INVALID,
          AUTHENTICATION_FAILED,
          INVALID_PROVIDER_CONFIGURATION,
          PROVIDER_DOES_NOT_FIT_SECRET);

  private final String text;
  private final String conditionType;
  private final RetryPolicy retry;

  SourceReason(String text, String conditionType, RetryPolicy retry) {
    this.text = text;
    this.conditionType = conditionType;
    this.retry = retry;
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
}
