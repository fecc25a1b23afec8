package dev.millrace.controller.source.helmchart;

/**
 * A chart that is ready to be stored.
 *
 * @param archive the packed chart
 */
@SuppressWarnings("ArrayRecordComponent")
record BuiltChart(ChartSummary summary, byte[] archive) {}
