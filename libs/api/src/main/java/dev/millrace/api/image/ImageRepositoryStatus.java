package dev.millrace.api.image;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.ReconciledStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the last scan found.
 *
 * @param canonicalImageName with registry and full path
 */
@ApiType
public record ImageRepositoryStatus(
    @OmitWhenEmpty long observedGeneration,
    @OmitWhenEmpty List<Condition> conditions,
    @Nullable String lastHandledReconcileAt,
    @Nullable String canonicalImageName,
    @Nullable ScanResult lastScanResult,
    @OmitWhenEmpty List<String> observedExclusionList)
    implements ReconciledStatus<ImageRepositoryStatus> {

  /** The status of an object that was never reconciled. */
  public static final ImageRepositoryStatus EMPTY = builder().build();

  public ImageRepositoryStatus {
    conditions = Copies.ofList(conditions);
    observedExclusionList = Copies.ofList(observedExclusionList);
  }

  @Override
  public ImageRepositoryStatus withConditions(List<Condition> conditions) {
    return toBuilder().conditions(conditions).build();
  }

  @Override
  public ImageRepositoryStatus withObservedGeneration(long observedGeneration) {
    return toBuilder().observedGeneration(observedGeneration).build();
  }

  @Override
  public ImageRepositoryStatus withLastHandledReconcileAt(@Nullable String lastHandledReconcileAt) {
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
        .canonicalImageName(canonicalImageName)
        .lastScanResult(lastScanResult)
        .observedExclusionList(observedExclusionList);
  }

  /** Collects the fields of a status. */
  public static final class Builder {

    private long observedGeneration;
    private List<Condition> conditions = List.of();
    private @Nullable String lastHandledReconcileAt;
    private @Nullable String canonicalImageName;
    private @Nullable ScanResult lastScanResult;
    private List<String> observedExclusionList = List.of();

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

    public Builder canonicalImageName(@Nullable String canonicalImageName) {
      this.canonicalImageName = canonicalImageName;
      return this;
    }

    public Builder lastScanResult(@Nullable ScanResult lastScanResult) {
      this.lastScanResult = lastScanResult;
      return this;
    }

    public Builder observedExclusionList(List<String> observedExclusionList) {
      this.observedExclusionList = observedExclusionList;
      return this;
    }

    /** The status with the fields collected so far. */
    public ImageRepositoryStatus build() {
      return new ImageRepositoryStatus(
          observedGeneration,
          conditions,
          lastHandledReconcileAt,
          canonicalImageName,
          lastScanResult,
          observedExclusionList);
    }
  }
}
