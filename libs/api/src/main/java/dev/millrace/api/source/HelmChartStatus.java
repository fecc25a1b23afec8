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
 * Which chart was made last and from what.
 *
 * @param url the link to the latest chart
 */
@ApiType
public record HelmChartStatus(
    @OmitWhenEmpty long observedGeneration,
    @OmitWhenEmpty List<Condition> conditions,
    @Nullable String lastHandledReconcileAt,
    @Nullable Artifact artifact,
    @Nullable String url,
    @Nullable String observedChartName,
    @Nullable String observedSourceArtifactRevision,
    @OmitWhenEmpty List<String> observedValuesFiles)
    implements ReconciledStatus<HelmChartStatus> {

  /** The status of an object that was never reconciled. */
  public static final HelmChartStatus EMPTY = builder().build();

  public HelmChartStatus {
    conditions = Copies.ofList(conditions);
    observedValuesFiles = Copies.ofList(observedValuesFiles);
  }

  @Override
  public HelmChartStatus withConditions(List<Condition> conditions) {
    return toBuilder().conditions(conditions).build();
  }

  @Override
  public HelmChartStatus withObservedGeneration(long observedGeneration) {
    return toBuilder().observedGeneration(observedGeneration).build();
  }

  @Override
  public HelmChartStatus withLastHandledReconcileAt(@Nullable String lastHandledReconcileAt) {
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
        .observedChartName(observedChartName)
        .observedSourceArtifactRevision(observedSourceArtifactRevision)
        .observedValuesFiles(observedValuesFiles);
  }

  /** Collects the fields of a status. */
  public static final class Builder {

    private long observedGeneration;
    private List<Condition> conditions = List.of();
    private @Nullable String lastHandledReconcileAt;
    private @Nullable Artifact artifact;
    private @Nullable String url;
    private @Nullable String observedChartName;
    private @Nullable String observedSourceArtifactRevision;
    private List<String> observedValuesFiles = List.of();

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

    public Builder observedChartName(@Nullable String observedChartName) {
      this.observedChartName = observedChartName;
      return this;
    }

    public Builder observedSourceArtifactRevision(@Nullable String observedSourceArtifactRevision) {
      this.observedSourceArtifactRevision = observedSourceArtifactRevision;
      return this;
    }

    public Builder observedValuesFiles(List<String> observedValuesFiles) {
      this.observedValuesFiles = observedValuesFiles;
      return this;
    }

    /** The status with the fields collected so far. */
    public HelmChartStatus build() {
      return new HelmChartStatus(
          observedGeneration,
          conditions,
          lastHandledReconcileAt,
          artifact,
          url,
          observedChartName,
          observedSourceArtifactRevision,
          observedValuesFiles);
    }
  }
}
