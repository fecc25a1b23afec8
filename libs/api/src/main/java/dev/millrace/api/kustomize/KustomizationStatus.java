package dev.millrace.api.kustomize;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.ReconciledStatus;
import dev.millrace.api.meta.ResourceInventory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was applied last.
 *
 * @param inventory null before the first apply
 * @param history newest first, at most five
 */
@ApiType
public record KustomizationStatus(
    @OmitWhenEmpty long observedGeneration,
    @OmitWhenEmpty List<Condition> conditions,
    @Nullable String lastHandledReconcileAt,
    @Nullable String lastAppliedRevision,
    @Nullable String lastAppliedOriginRevision,
    @Nullable String lastAttemptedRevision,
    @Nullable ResourceInventory inventory,
    @OmitWhenEmpty List<HistoryEntry> history)
    implements ReconciledStatus<KustomizationStatus> {

  /** The status of an object that was never reconciled. */
  public static final KustomizationStatus EMPTY = builder().build();

  public KustomizationStatus {
    conditions = Copies.ofList(conditions);
    history = Copies.ofList(history);
  }

  @Override
  public KustomizationStatus withConditions(List<Condition> conditions) {
    return toBuilder().conditions(conditions).build();
  }

  @Override
  public KustomizationStatus withObservedGeneration(long observedGeneration) {
    return toBuilder().observedGeneration(observedGeneration).build();
  }

  @Override
  public KustomizationStatus withLastHandledReconcileAt(@Nullable String lastHandledReconcileAt) {
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
        .lastAppliedRevision(lastAppliedRevision)
        .lastAppliedOriginRevision(lastAppliedOriginRevision)
        .lastAttemptedRevision(lastAttemptedRevision)
        .inventory(inventory)
        .history(history);
  }

  /** Collects the fields of a status. */
  public static final class Builder {

    private long observedGeneration;
    private List<Condition> conditions = List.of();
    private @Nullable String lastHandledReconcileAt;
    private @Nullable String lastAppliedRevision;
    private @Nullable String lastAppliedOriginRevision;
    private @Nullable String lastAttemptedRevision;
    private @Nullable ResourceInventory inventory;
    private List<HistoryEntry> history = List.of();

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

    public Builder lastAppliedRevision(@Nullable String lastAppliedRevision) {
      this.lastAppliedRevision = lastAppliedRevision;
      return this;
    }

    public Builder lastAppliedOriginRevision(@Nullable String lastAppliedOriginRevision) {
      this.lastAppliedOriginRevision = lastAppliedOriginRevision;
      return this;
    }

    public Builder lastAttemptedRevision(@Nullable String lastAttemptedRevision) {
      this.lastAttemptedRevision = lastAttemptedRevision;
      return this;
    }

    public Builder inventory(@Nullable ResourceInventory inventory) {
      this.inventory = inventory;
      return this;
    }

    public Builder history(List<HistoryEntry> history) {
      this.history = history;
      return this;
    }

    /** The status with the fields collected so far. */
    public KustomizationStatus build() {
      return new KustomizationStatus(
          observedGeneration,
          conditions,
          lastHandledReconcileAt,
          lastAppliedRevision,
          lastAppliedOriginRevision,
          lastAttemptedRevision,
          inventory,
          history);
    }
  }
}
