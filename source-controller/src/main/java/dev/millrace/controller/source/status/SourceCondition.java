package dev.millrace.controller.source.status;

import dev.millrace.runtime.condition.ConditionPlan;
import java.util.List;
import java.util.Set;

/** The conditions of sources (FLUX.md 2). */
public final class SourceCondition {
  public static final String STORAGE_OPERATION_FAILED = "StorageOperationFailed";
  public static final String FETCH_FAILED = "FetchFailed";
  public static final String ARTIFACT_OUTDATED = "ArtifactOutdated";
  public static final String ARTIFACT_IN_STORAGE = "ArtifactInStorage";
  public static final String SOURCE_VERIFIED = "SourceVerified";
  public static final String INCLUDE_UNAVAILABLE = "IncludeUnavailable";
  public static final String BUILD_FAILED = "BuildFailed";

  /** For sources that are only fetched. */
  public static final ConditionPlan FETCHED =
      new ConditionPlan(
          Set.of(STORAGE_OPERATION_FAILED, FETCH_FAILED, ARTIFACT_OUTDATED, ARTIFACT_IN_STORAGE),
          List.of(ARTIFACT_IN_STORAGE),
          Set.of(STORAGE_OPERATION_FAILED, FETCH_FAILED, ARTIFACT_OUTDATED));

  /** For sources whose signatures are checked. */
  public static final ConditionPlan VERIFIED =
      new ConditionPlan(
          Set.of(
              STORAGE_OPERATION_FAILED,
              FETCH_FAILED,
              ARTIFACT_OUTDATED,
              ARTIFACT_IN_STORAGE,
              SOURCE_VERIFIED),
          List.of(SOURCE_VERIFIED, ARTIFACT_IN_STORAGE),
          Set.of(STORAGE_OPERATION_FAILED, FETCH_FAILED, ARTIFACT_OUTDATED));

  /** For GitRepository, which includes others. */
  public static final ConditionPlan INCLUDING =
      new ConditionPlan(
          Set.of(
              STORAGE_OPERATION_FAILED,
              FETCH_FAILED,
              INCLUDE_UNAVAILABLE,
              ARTIFACT_OUTDATED,
              ARTIFACT_IN_STORAGE,
              SOURCE_VERIFIED),
          List.of(SOURCE_VERIFIED, ARTIFACT_IN_STORAGE),
          Set.of(STORAGE_OPERATION_FAILED, FETCH_FAILED, INCLUDE_UNAVAILABLE, ARTIFACT_OUTDATED));

  /** For HelmChart, which is built. */
  public static final ConditionPlan BUILT =
      new ConditionPlan(
          Set.of(
              STORAGE_OPERATION_FAILED,
              FETCH_FAILED,
              BUILD_FAILED,
              ARTIFACT_OUTDATED,
              ARTIFACT_IN_STORAGE,
              SOURCE_VERIFIED),
          List.of(SOURCE_VERIFIED, ARTIFACT_IN_STORAGE),
          Set.of(STORAGE_OPERATION_FAILED, FETCH_FAILED, BUILD_FAILED, ARTIFACT_OUTDATED));

  private SourceCondition() {}
}
