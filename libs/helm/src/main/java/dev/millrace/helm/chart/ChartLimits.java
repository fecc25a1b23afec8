package dev.millrace.helm.chart;

/**
 * How much a chart may hold. The byte limits for content are Helm's own (100 MiB a chart, 5 MiB a
 * file); the others close what Helm leaves open.
 *
 * @param archiveBytes bytes of the packed archive
 * @param contentBytes bytes of all unpacked files together, those of packed subcharts included
 * @param fileBytes bytes of one unpacked file
 * @param entries number of archive entries or directory entries, subcharts included
 * @param compressionRatio unpacked bytes for each packed byte, applied after the first megabyte
 * @param dependencyDepth how deep subcharts may be nested
 * @param directoryDepth how deep a chart folder may be nested
 */
public record ChartLimits(
    long archiveBytes,
    long contentBytes,
    long fileBytes,
    int entries,
    int compressionRatio,
    int dependencyDepth,
    int directoryDepth) {

  private static final long MIB = 1L << 20;

  /** The limits used unless an operator sets others. */
  public static ChartLimits defaults() {
    return new ChartLimits(64 * MIB, 100 * MIB, 5 * MIB, 20_000, 200, 16, 64);
  }
}
