package dev.millrace.api.image;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.ReconciledStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which tag is chosen. */
@ApiType
public record ImagePolicyStatus(
    @OmitWhenEmpty long observedGeneration,
    @OmitWhenEmpty List<Condition> conditions,
    @Nullable String lastHandledReconcileAt,
    @Nullable ImageRef latestRef,
    @Nullable ImageRef observedPreviousRef)
    implements ReconciledStatus<ImagePolicyStatus> {

  /** The status of an object that was never reconciled. */
  public static final ImagePolicyStatus EMPTY = builder().build();

  public ImagePolicyStatus {
    conditions = Copies.ofList(conditions);
  }

  @Override
  public ImagePolicyStatus withConditions(List<Condition> conditions) {
    return toBuilder().conditions(conditions).build();
  }

  @Override
  public ImagePolicyStatus withObservedGeneration(long observedGeneration) {
    return toBuilder().observedGeneration(observedGeneration).build();
  }

  @Override
  public ImagePolicyStatus withLastHandledReconcileAt(@Nullable String lastHandledReconcileAt) {
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
        .latestRef(latestRef)
        .observedPreviousRef(observedPreviousRef);
  }

  /** Collects the fields of a status. */
  public static final class Builder {

    private long observedGeneration;
    private List<Condition> conditions = List.of();
    private @Nullable String lastHandledReconcileAt;
    private @Nullable ImageRef latestRef;
    private @Nullable ImageRef observedPreviousRef;

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

    public Builder latestRef(@Nullable ImageRef latestRef) {
      this.latestRef = latestRef;
      return this;
    }

    public Builder observedPreviousRef(@Nullable ImageRef observedPreviousRef) {
      this.observedPreviousRef = observedPreviousRef;
      return this;
    }

    /** The status with the fields collected so far. */
    public ImagePolicyStatus build() {
      return new ImagePolicyStatus(
          observedGeneration, conditions, lastHandledReconcileAt, latestRef, observedPreviousRef);
    }
  }
}
