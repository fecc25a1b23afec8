package dev.millrace.controller.source.config;

/**
 * How large what comes from chart repositories may be, in bytes.
 *
 * @param index of a repository
 * @param chart packaged
 * @param file in a chart
 */
public record ChartLimits(long index, long chart, long file) {}
