package dev.millrace.api.extensions;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.ReconciledStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which artifacts exist and what they were made from. */
@ApiType
public record ArtifactGeneratorStatus(
    @OmitWhenEmpty List<Condition> conditions,
    @Nullable String lastHandledReconcileAt,
    @OmitWhenEmpty List<GeneratedArtifactReference> inventory,
    @Nullable String observedSourcesDigest)
    implements ReconciledStatus<ArtifactGeneratorStatus> {

  /** The status of an object that was never reconciled. */
  public static final ArtifactGeneratorStatus EMPTY = builder().build();

  public ArtifactGeneratorStatus {
    conditions = Copies.ofList(conditions);
    inventory = Copies.ofList(inventory);
  }

  @Override
  public ArtifactGeneratorStatus withConditions(List<Condition> conditions) {
    return toBuilder().conditions(conditions).build();
  }

  @Override
  public ArtifactGeneratorStatus withLastHandledReconcileAt(
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
        .conditions(conditions)
        .lastHandledReconcileAt(lastHandledReconcileAt)
        .inventory(inventory)
        .observedSourcesDigest(observedSourcesDigest);
  }

  /** Collects the fields of a status. */
  public static final class Builder {

    private List<Condition> conditions = List.of();
    private @Nullable String lastHandledReconcileAt;
    private List<GeneratedArtifactReference> inventory = List.of();
    private @Nullable String observedSourcesDigest;

    private Builder() {}

    public Builder conditions(List<Condition> conditions) {
      this.conditions = conditions;
      return this;
    }

    public Builder lastHandledReconcileAt(@Nullable String lastHandledReconcileAt) {
      this.lastHandledReconcileAt = lastHandledReconcileAt;
      return this;
    }

    public Builder inventory(List<GeneratedArtifactReference> inventory) {
      this.inventory = inventory;
      return this;
    }

    public Builder observedSourcesDigest(@Nullable String observedSourcesDigest) {
      this.observedSourcesDigest = observedSourcesDigest;
      return this;
    }

    /** The status with the fields collected so far. */
    public ArtifactGeneratorStatus build() {
      return new ArtifactGeneratorStatus(
          conditions, lastHandledReconcileAt, inventory, observedSourcesDigest);
    }
  }
}
