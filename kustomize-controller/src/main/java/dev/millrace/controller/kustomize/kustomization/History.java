package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.HistoryEntry;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.Timestamp;
import dev.millrace.runtime.outcome.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was applied when, newest first (FLUX.md 3.1). */
final class History {
  private static final int MAX_ENTRIES = 5;

  private History() {}

  /**
   * The history with one more run; a run like an earlier one is counted with that.
   *
   * @param manifests digest of what was built
   */
  static List<HistoryEntry> with(
      List<HistoryEntry> earlier,
      String manifests,
      Source source,
      Reason result,
      Duration took,
      Instant now) {
    List<HistoryEntry> history = new ArrayList<>();
    HistoryEntry entry = null;
    for (HistoryEntry each : earlier) {
      if (each.digest().equals(manifests) && each.lastReconciledStatus().equals(result.text())) {
        entry = each;
      } else {
        history.add(each);
      }
    }
    Timestamp time = Timestamp.of(now);
    history.addFirst(
        new HistoryEntry(
            manifests,
            entry == null ? time : entry.firstReconciled(),
            time,
            GoDuration.of(took),
            result.text(),
            entry == null ? 1 : entry.totalReconciliations() + 1,
            metadata(source)));
    return List.copyOf(history.subList(0, Math.min(MAX_ENTRIES, history.size())));
  }

  private static Map<String, String> metadata(Source source) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("revision", source.revision());
    source.originRevision().ifPresent(origin -> metadata.put("originRevision", origin));
    return metadata;
  }
}
