package dev.millrace.api.kustomize;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.Timestamp;
import java.util.Map;

/**
 * How often the same manifests were applied with the same result.
 *
 * @param digest of the built manifests
 * @param lastReconciledStatus the reason of the Ready condition
 * @param metadata {@code revision}, {@code originRevision}
 */
@ApiType
public record HistoryEntry(
    String digest,
    Timestamp firstReconciled,
    Timestamp lastReconciled,
    GoDuration lastReconciledDuration,
    String lastReconciledStatus,
    long totalReconciliations,
    @OmitWhenEmpty Map<String, String> metadata) {

  public HistoryEntry {
    digest = requireNonNullElse(digest, "");
    firstReconciled = requireNonNullElse(firstReconciled, Timestamp.MISSING);
    lastReconciled = requireNonNullElse(lastReconciled, Timestamp.MISSING);
    lastReconciledDuration = requireNonNullElse(lastReconciledDuration, GoDuration.MISSING);
    lastReconciledStatus = requireNonNullElse(lastReconciledStatus, "");
    metadata = Copies.ofMap(metadata);
  }
}
