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
 * What was fetched last and which settings it was made with.
 *
 * @param includedArtifacts in the order of {@code spec.include}
 * @param sourceVerificationMode the mode of the last successful verification
 */
@ApiType
public record GitRepositoryStatus(
    @OmitWhenEmpty long observedGeneration,
    @OmitWhenEmpty List<Condition> conditions,
    @Nullable String lastHandledReconcileAt,
    @Nullable Artifact artifact,
    @OmitWhenEmpty List<Artifact> includedArtifacts,
    @Nullable String observedIgnore,
    @OmitWhenEmpty List<GitInclude> observedInclude,
    @OmitWhenEmpty boolean observedRecurseSubmodules,
    @OmitWhenEmpty List<String> observedSparseCheckout,
    @Nullable String sourceVerificationMode)
    implements ReconciledStatus<GitRepositoryStatus> {

  /** The status of an object that was never reconciled. */
  public static final GitRepositoryStatus EMPTY = builder().build();

  public GitRepositoryStatus {
    conditions = Copies.ofList(conditions);
    includedArtifacts = Copies.ofList(includedArtifacts);
    observedInclude = Copies.ofList(observedInclude);
    observedSparseCheckout = Copies.ofList(observedSparseCheckout);
  }

  @Override
  public GitRepositoryStatus withConditions(List<Condition> conditions) {
    return toBuilder().conditions(conditions).build();
  }

  @Override
  public GitRepositoryStatus withObservedGeneration(long observedGeneration) {
    return toBuilder().observedGeneration(observedGeneration).build();
  }

  @Override
  public GitRepositoryStatus withLastHandledReconcileAt(@Nullable String lastHandledReconcileAt) {
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
        .includedArtifacts(includedArtifacts)
        .observedIgnore(observedIgnore)
        .observedInclude(observedInclude)
        .observedRecurseSubmodules(observedRecurseSubmodules)
        .observedSparseCheckout(observedSparseCheckout)
        .sourceVerificationMode(sourceVerificationMode);
  }

  /** Collects the fields of a status. */
  public static final class Builder {

    private long observedGeneration;
    private List<Condition> conditions = List.of();
    private @Nullable String lastHandledReconcileAt;
    private @Nullable Artifact artifact;
    private List<Artifact> includedArtifacts = List.of();
    private @Nullable String observedIgnore;
    private List<GitInclude> observedInclude = List.of();
    private boolean observedRecurseSubmodules;
    private List<String> observedSparseCheckout = List.of();
    private @Nullable String sourceVerificationMode;

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

    public Builder includedArtifacts(List<Artifact> includedArtifacts) {
      this.includedArtifacts = includedArtifacts;
      return this;
    }

    public Builder observedIgnore(@Nullable String observedIgnore) {
      this.observedIgnore = observedIgnore;
      return this;
    }

    public Builder observedInclude(List<GitInclude> observedInclude) {
      this.observedInclude = observedInclude;
      return this;
    }

    public Builder observedRecurseSubmodules(boolean observedRecurseSubmodules) {
      this.observedRecurseSubmodules = observedRecurseSubmodules;
      return this;
    }

    public Builder observedSparseCheckout(List<String> observedSparseCheckout) {
      this.observedSparseCheckout = observedSparseCheckout;
      return this;
    }

    public Builder sourceVerificationMode(@Nullable String sourceVerificationMode) {
      this.sourceVerificationMode = sourceVerificationMode;
      return this;
    }

    /** The status with the fields collected so far. */
    public GitRepositoryStatus build() {
      return new GitRepositoryStatus(
          observedGeneration,
          conditions,
          lastHandledReconcileAt,
          artifact,
          includedArtifacts,
          observedIgnore,
          observedInclude,
          observedRecurseSubmodules,
          observedSparseCheckout,
          sourceVerificationMode);
    }
  }
}
