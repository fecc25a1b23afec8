package dev.millrace.api.image;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.ReconciledStatus;
import dev.millrace.api.meta.Timestamp;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was pushed last.
 *
 * @param observedPolicies by name of the policy
 * @param pendingPush what was about to be pushed when this was written; null when nothing was
 */
@ApiType
public record ImageUpdateAutomationStatus(
    @OmitWhenEmpty long observedGeneration,
    @OmitWhenEmpty List<Condition> conditions,
    @Nullable String lastHandledReconcileAt,
    @Nullable Timestamp lastAutomationRunTime,
    @Nullable String lastPushCommit,
    @Nullable Timestamp lastPushTime,
    @OmitWhenEmpty Map<String, ImageRef> observedPolicies,
    @Nullable String observedSourceRevision,
    @Nullable PendingPush pendingPush)
    implements ReconciledStatus<ImageUpdateAutomationStatus> {

  /** The status of an object that was never reconciled. */
  public static final ImageUpdateAutomationStatus EMPTY = builder().build();

  public ImageUpdateAutomationStatus {
    conditions = Copies.ofList(conditions);
    observedPolicies = Copies.ofMap(observedPolicies);
  }

  @Override
  public ImageUpdateAutomationStatus withConditions(List<Condition> conditions) {
    return toBuilder().conditions(conditions).build();
  }

  @Override
  public ImageUpdateAutomationStatus withObservedGeneration(long observedGeneration) {
    return toBuilder().observedGeneration(observedGeneration).build();
  }

  @Override
  public ImageUpdateAutomationStatus withLastHandledReconcileAt(
      @Nullable String lastHandledReconcileAt) {
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
        .lastAutomationRunTime(lastAutomationRunTime)
        .lastPushCommit(lastPushCommit)
        .lastPushTime(lastPushTime)
        .observedPolicies(observedPolicies)
        .observedSourceRevision(observedSourceRevision)
        .pendingPush(pendingPush);
  }

  /** Collects the fields of a status. */
  public static final class Builder {

    private long observedGeneration;
    private List<Condition> conditions = List.of();
    private @Nullable String lastHandledReconcileAt;
    private @Nullable Timestamp lastAutomationRunTime;
    private @Nullable String lastPushCommit;
    private @Nullable Timestamp lastPushTime;
    private Map<String, ImageRef> observedPolicies = Map.of();
    private @Nullable String observedSourceRevision;
    private @Nullable PendingPush pendingPush;

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

    public Builder lastAutomationRunTime(@Nullable Timestamp lastAutomationRunTime) {
      this.lastAutomationRunTime = lastAutomationRunTime;
      return this;
    }

    public Builder lastPushCommit(@Nullable String lastPushCommit) {
      this.lastPushCommit = lastPushCommit;
      return this;
    }

    public Builder lastPushTime(@Nullable Timestamp lastPushTime) {
      this.lastPushTime = lastPushTime;
      return this;
    }

    public Builder observedPolicies(Map<String, ImageRef> observedPolicies) {
      this.observedPolicies = observedPolicies;
      return this;
    }

    public Builder observedSourceRevision(@Nullable String observedSourceRevision) {
      this.observedSourceRevision = observedSourceRevision;
      return this;
    }

    public Builder pendingPush(@Nullable PendingPush pendingPush) {
      this.pendingPush = pendingPush;
      return this;
    }

    /** The status with the fields collected so far. */
    public ImageUpdateAutomationStatus build() {
      return new ImageUpdateAutomationStatus(
          observedGeneration,
          conditions,
          lastHandledReconcileAt,
          lastAutomationRunTime,
          lastPushCommit,
          lastPushTime,
          observedPolicies,
          observedSourceRevision,
          pendingPush);
    }
  }
}
