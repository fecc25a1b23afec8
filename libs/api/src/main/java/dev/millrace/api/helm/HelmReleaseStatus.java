package dev.millrace.api.helm;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.ReconciledStatus;
import dev.millrace.api.meta.ResourceInventory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history of the release and what was tried last.
 *
 * @param history newest first
 * @param helmChart {@code <namespace>/<name>} of the HelmChart that was made
 * @param lastAttemptedReleaseAction {@code install} or {@code upgrade}
 * @param lastAttemptedValuesChecksum deprecated
 * @param lastReleaseRevision deprecated
 */
@ApiType
public record HelmReleaseStatus(
    @OmitWhenEmpty long observedGeneration,
    @OmitWhenEmpty List<Condition> conditions,
    @Nullable String lastHandledReconcileAt,
    @Nullable String lastHandledForceAt,
    @Nullable String lastHandledResetAt,
    @OmitWhenEmpty List<Snapshot> history,
    @Nullable ResourceInventory inventory,
    @Nullable String helmChart,
    @Nullable String storageNamespace,
    @OmitWhenEmpty long failures,
    @OmitWhenEmpty long installFailures,
    @OmitWhenEmpty long upgradeFailures,
    @OmitWhenEmpty long lastAttemptedGeneration,
    @Nullable String lastAttemptedRevision,
    @Nullable String lastAttemptedRevisionDigest,
    @Nullable String lastAttemptedConfigDigest,
    @Nullable String lastAttemptedReleaseAction,
    @Nullable GoDuration lastAttemptedReleaseActionDuration,
    @Nullable String lastAttemptedValuesChecksum,
    @OmitWhenEmpty long lastReleaseRevision,
    @Nullable String observedPostRenderersDigest,
    @Nullable String observedCommonMetadataDigest)
    implements ReconciledStatus<HelmReleaseStatus> {

  /** The status of an object that was never reconciled. */
  public static final HelmReleaseStatus EMPTY = builder().build();

  public HelmReleaseStatus {
    conditions = Copies.ofList(conditions);
    history = Copies.ofList(history);
  }

  @Override
  public HelmReleaseStatus withConditions(List<Condition> conditions) {
    return toBuilder().conditions(conditions).build();
  }

  @Override
  public HelmReleaseStatus withObservedGeneration(long observedGeneration) {
    return toBuilder().observedGeneration(observedGeneration).build();
  }

  @Override
  public HelmReleaseStatus withLastHandledReconcileAt(@Nullable String lastHandledReconcileAt) {
    return toBuilder().lastHandledReconcileAt(lastHandledReconcileAt).build();
  }

  /** Starts an empty status. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts from this status. */
  public Builder toBuilder() {
    return new Builder()
        .observedGeneration(observedGeneration)
        .conditions(conditions)
        .lastHandledReconcileAt(lastHandledReconcileAt)
        .lastHandledForceAt(lastHandledForceAt)
        .lastHandledResetAt(lastHandledResetAt)
        .history(history)
        .inventory(inventory)
        .helmChart(helmChart)
        .storageNamespace(storageNamespace)
        .failures(failures)
        .installFailures(installFailures)
        .upgradeFailures(upgradeFailures)
        .lastAttemptedGeneration(lastAttemptedGeneration)
        .lastAttemptedRevision(lastAttemptedRevision)
        .lastAttemptedRevisionDigest(lastAttemptedRevisionDigest)
        .lastAttemptedConfigDigest(lastAttemptedConfigDigest)
        .lastAttemptedReleaseAction(lastAttemptedReleaseAction)
        .lastAttemptedReleaseActionDuration(lastAttemptedReleaseActionDuration)
        .lastAttemptedValuesChecksum(lastAttemptedValuesChecksum)
        .lastReleaseRevision(lastReleaseRevision)
        .observedPostRenderersDigest(observedPostRenderersDigest)
        .observedCommonMetadataDigest(observedCommonMetadataDigest);
  }

  /** Collects the fields of a status. */
  public static final class Builder {

    private long observedGeneration;
    private List<Condition> conditions = List.of();
    private @Nullable String lastHandledReconcileAt;
    private @Nullable String lastHandledForceAt;
    private @Nullable String lastHandledResetAt;
    private List<Snapshot> history = List.of();
    private @Nullable ResourceInventory inventory;
    private @Nullable String helmChart;
    private @Nullable String storageNamespace;
    private long failures;
    private long installFailures;
    private long upgradeFailures;
    private long lastAttemptedGeneration;
    private @Nullable String lastAttemptedRevision;
    private @Nullable String lastAttemptedRevisionDigest;
    private @Nullable String lastAttemptedConfigDigest;
    private @Nullable String lastAttemptedReleaseAction;
    private @Nullable GoDuration lastAttemptedReleaseActionDuration;
    private @Nullable String lastAttemptedValuesChecksum;
    private long lastReleaseRevision;
    private @Nullable String observedPostRenderersDigest;
    private @Nullable String observedCommonMetadataDigest;

    private Builder() {}

    public Builder observedGeneration(long observedGeneration) {
      this.observedGeneration = observedGeneration;
      return this;
    }

    public Builder conditions(List<Condition> conditions) {
      this.conditions = conditions;
      return this;
    }

    public Builder lastHandledReconcileAt(@Nullable String lastHandledReconcileAt) {
      this.lastHandledReconcileAt = lastHandledReconcileAt;
      return this;
    }

    public Builder lastHandledForceAt(@Nullable String lastHandledForceAt) {
      this.lastHandledForceAt = lastHandledForceAt;
      return this;
    }

    public Builder lastHandledResetAt(@Nullable String lastHandledResetAt) {
      this.lastHandledResetAt = lastHandledResetAt;
      return this;
    }

    public Builder history(List<Snapshot> history) {
      this.history = history;
      return this;
    }

    public Builder inventory(@Nullable ResourceInventory inventory) {
      this.inventory = inventory;
      return this;
    }

    public Builder helmChart(@Nullable String helmChart) {
      this.helmChart = helmChart;
      return this;
    }

    public Builder storageNamespace(@Nullable String storageNamespace) {
      this.storageNamespace = storageNamespace;
      return this;
    }

    public Builder failures(long failures) {
      this.failures = failures;
      return this;
    }

    public Builder installFailures(long installFailures) {
      this.installFailures = installFailures;
      return this;
    }

    public Builder upgradeFailures(long upgradeFailures) {
      this.upgradeFailures = upgradeFailures;
      return this;
    }

    public Builder lastAttemptedGeneration(long lastAttemptedGeneration) {
      this.lastAttemptedGeneration = lastAttemptedGeneration;
      return this;
    }

    public Builder lastAttemptedRevision(@Nullable String lastAttemptedRevision) {
      this.lastAttemptedRevision = lastAttemptedRevision;
      return this;
    }

    public Builder lastAttemptedRevisionDigest(@Nullable String lastAttemptedRevisionDigest) {
      this.lastAttemptedRevisionDigest = lastAttemptedRevisionDigest;
      return this;
    }

    public Builder lastAttemptedConfigDigest(@Nullable String lastAttemptedConfigDigest) {
      this.lastAttemptedConfigDigest = lastAttemptedConfigDigest;
      return this;
    }

    public Builder lastAttemptedReleaseAction(@Nullable String lastAttemptedReleaseAction) {
      this.lastAttemptedReleaseAction = lastAttemptedReleaseAction;
      return this;
    }

    public Builder lastAttemptedReleaseActionDuration(
        @Nullable GoDuration lastAttemptedReleaseActionDuration) {
      this.lastAttemptedReleaseActionDuration = lastAttemptedReleaseActionDuration;
      return this;
    }

    public Builder lastAttemptedValuesChecksum(@Nullable String lastAttemptedValuesChecksum) {
      this.lastAttemptedValuesChecksum = lastAttemptedValuesChecksum;
      return this;
    }

    public Builder lastReleaseRevision(long lastReleaseRevision) {
      this.lastReleaseRevision = lastReleaseRevision;
      return this;
    }

    public Builder observedPostRenderersDigest(@Nullable String observedPostRenderersDigest) {
      this.observedPostRenderersDigest = observedPostRenderersDigest;
      return this;
    }

    public Builder observedCommonMetadataDigest(@Nullable String observedCommonMetadataDigest) {
      this.observedCommonMetadataDigest = observedCommonMetadataDigest;
      return this;
    }

    /** The status with the fields collected so far. */
    public HelmReleaseStatus build() {
      return new HelmReleaseStatus(
          observedGeneration,
          conditions,
          lastHandledReconcileAt,
          lastHandledForceAt,
          lastHandledResetAt,
          history,
          inventory,
          helmChart,
          storageNamespace,
          failures,
          installFailures,
          upgradeFailures,
          lastAttemptedGeneration,
          lastAttemptedRevision,
          lastAttemptedRevisionDigest,
          lastAttemptedConfigDigest,
          lastAttemptedReleaseAction,
          lastAttemptedReleaseActionDuration,
          lastAttemptedValuesChecksum,
          lastReleaseRevision,
          observedPostRenderersDigest,
          observedCommonMetadataDigest);
    }
  }
}
