package dev.millrace.api.source;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.ReconciledStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was downloaded last and which settings it was made with.
 *
 * @param url the link to the latest artifact
 */
@ApiType
public record BucketStatus(
    @OmitWhenEmpty long observedGeneration,
    @OmitWhenEmpty List<Condition> conditions,
    @Nullable String lastHandledReconcileAt,
    @Nullable Artifact artifact,
    @Nullable String url,
    @Nullable String observedIgnore)
    implements ReconciledStatus<BucketStatus> {

  /** The status of an object that was never reconciled. */
  public static final BucketStatus EMPTY = builder().build();

  public BucketStatus {
    conditions = Copies.ofList(conditions);
  }

  @Override
  public BucketStatus withConditions(List<Condition> conditions) {
    return toBuilder().conditions(conditions).build();
  }

  @Override
  public BucketStatus withObservedGeneration(long observedGeneration) {
    return toBuilder().observedGeneration(observedGeneration).build();
  }

  @Override
  public BucketStatus withLastHandledReconcileAt(@Nullable String lastHandledReconcileAt) {
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
        .artifact(artifact)
        .url(url)
        .observedIgnore(observedIgnore);
  }

  /** Collects the fields of a status. */
  public static final class Builder {

    private long observedGeneration;
    private List<Condition> conditions = List.of();
    private @Nullable String lastHandledReconcileAt;
    private @Nullable Artifact artifact;
    private @Nullable String url;
    private @Nullable String observedIgnore;

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

    public Builder artifact(@Nullable Artifact artifact) {
      this.artifact = artifact;
      return this;
    }

    public Builder url(@Nullable String url) {
      this.url = url;
      return this;
    }

    public Builder observedIgnore(@Nullable String observedIgnore) {
      this.observedIgnore = observedIgnore;
      return this;
    }

    /** The status with the fields collected so far. */
    public BucketStatus build() {
      return new BucketStatus(
          observedGeneration, conditions, lastHandledReconcileAt, artifact, url, observedIgnore);
    }
  }
}
