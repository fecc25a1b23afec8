package dev.millrace.controller.helm.chart;

import dev.millrace.helm.chart.Chart;

/**
 * A chart that is to be released.
 *
 * @param ociDigest the digest of the OCI artifact that it came from; empty for other sources
 */
public record LoadedChart(Chart chart, String ociDigest) {}
