package dev.millrace.api.source;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.ReconciledStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The artifact that is offered now. */
@ApiType
public record ExternalArtifactStatus(
    @OmitWhenEmpty List<Condition> conditions, @Nullable Artifact artifact)
    implements ReconciledStatus<ExternalArtifactStatus> {

  /** The status of an object that was never reconciled. */
  public static final ExternalArtifactStatus EMPTY = builder().build();

  public ExternalArtifactStatus {
    conditions = Copies.ofList(conditions);
  }

  @Override
  public ExternalArtifactStatus withConditions(List<Condition> conditions) {
    return toBuilder().conditions(conditions).build();
  }

  /** Starts an empty status. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts from this status. */
  public Builder toBuilder() {
    return new Builder().conditions(conditions).artifact(artifact);
  }

  /** Collects the fields of a status. */
  public static final class Builder {

    private List<Condition> conditions = List.of();
    private @Nullable Artifact artifact;

    private Builder() {}

    public Builder conditions(List<Condition> conditions) {
      this.conditions = conditions;
      return this;
    }

    public Builder artifact(@Nullable Artifact artifact) {
      this.artifact = artifact;
      return this;
    }

    /** The status with the fields collected so far. */
    public ExternalArtifactStatus build() {
      return new ExternalArtifactStatus(conditions, artifact);
    }
  }
}
