package dev.millrace.api.notification;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.ReconciledStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the webhook is.
 *
 * @param triggers what a call reconciles, as far as the controller shows it; an addition to Flux
 */
@ApiType
public record ReceiverStatus(
    @OmitWhenEmpty long observedGeneration,
    @OmitWhenEmpty List<Condition> conditions,
    @Nullable String lastHandledReconcileAt,
    @Nullable String webhookPath,
    @OmitWhenEmpty List<TriggeredResource> triggers)
    implements ReconciledStatus<ReceiverStatus> {

  /** The status of an object that was never reconciled. */
  public static final ReceiverStatus EMPTY = builder().build();

  public ReceiverStatus {
    conditions = Copies.ofList(conditions);
    triggers = Copies.ofList(triggers);
  }

  @Override
  public ReceiverStatus withConditions(List<Condition> conditions) {
    return toBuilder().conditions(conditions).build();
  }

  @Override
  public ReceiverStatus withObservedGeneration(long observedGeneration) {
    return toBuilder().observedGeneration(observedGeneration).build();
  }

  @Override
  public ReceiverStatus withLastHandledReconcileAt(@Nullable String lastHandledReconcileAt) {
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
        .webhookPath(webhookPath)
        .triggers(triggers);
  }

  /** Collects the fields of a status. */
  public static final class Builder {

    private long observedGeneration;
    private List<Condition> conditions = List.of();
    private @Nullable String lastHandledReconcileAt;
    private @Nullable String webhookPath;
    private List<TriggeredResource> triggers = List.of();

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

    public Builder webhookPath(@Nullable String webhookPath) {
      this.webhookPath = webhookPath;
      return this;
    }

    public Builder triggers(List<TriggeredResource> triggers) {
      this.triggers = triggers;
      return this;
    }

    /** The status with the fields collected so far. */
    public ReceiverStatus build() {
      return new ReceiverStatus(
          observedGeneration, conditions, lastHandledReconcileAt, webhookPath, triggers);
    }
  }
}
