package dev.millrace.controller.source.helmchart;

import dev.millrace.controller.source.status.SourceReason;
import dev.millrace.runtime.outcome.Reason;
import java.util.List;

/**
 * What users are told about a chart.
 *
 * @param version with build metadata
 * @param packaged whether we packed it ourselves rather than take the archive of a repository
 */
record ChartSummary(String name, String version, boolean packaged, List<String> valuesFiles) {
  Reason reason() {
    return packaged ? SourceReason.CHART_PACKAGE_SUCCEEDED : SourceReason.CHART_PULL_SUCCEEDED;
  }

  String text() {
    String text =
        "%s '%s' chart with version '%s'"
            .formatted(packaged ? "packaged" : "pulled", name, version);
    return valuesFiles.isEmpty()
        ? text
        : text + " and merged values files [" + String.join(" ", valuesFiles) + "]";
  }
}
