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
 * Which index was fetched last.
 *
 * @param url the link to the latest index
 */
@ApiType
public record HelmRepositoryStatus(
    @OmitWhenEmpty long observedGeneration,
    @OmitWhenEmpty List<Condition> conditions,
    @Nullable String lastHandledReconcileAt,
    @Nullable Artifact artifact,
    @Nullable String url)
    implements ReconciledStatus<HelmRepositoryStatus> {

  /** The status of an object that was never reconciled. */
  public static final HelmRepositoryStatus EMPTY = builder().build();

  public HelmRepositoryStatus {
    conditions = Copies.ofList(conditions);
  }

  @Override
  public HelmRepositoryStatus withConditions(List<Condition> conditions) {
    return toBuilder().conditions(conditions).build();
  }

  @Override
  public HelmRepositoryStatus withObservedGeneration(long observedGeneration) {
    return toBuilder().observedGeneration(observedGeneration).build();
  }

  @Override
  public HelmRepositoryStatus withLastHandledReconcileAt(@Nullable String lastHandledReconcileAt) {
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
        .url(url);
  }

  /** Collects the fields of a status. */
  public static final class Builder {

    private long observedGeneration;
    private List<Condition> conditions = List.of();
    private @Nullable String lastHandledReconcileAt;
    private @Nullable Artifact artifact;
    private @Nullable String url;

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

    /** The status with the fields collected so far. */
    public HelmRepositoryStatus build() {
      return new HelmRepositoryStatus(
          observedGeneration, conditions, lastHandledReconcileAt, artifact, url);
    }
  }
}
