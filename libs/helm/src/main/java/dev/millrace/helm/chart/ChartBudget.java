package dev.millrace.helm.chart;

/** What a chart being read, with all its packed subcharts, may still use of its limits. */
final class ChartBudget {
  private final ChartLimits limits;
  private long contentLeft;
  private int entriesLeft;

  ChartBudget(ChartLimits limits) {
    this.limits = limits;
    contentLeft = limits.contentBytes();
    entriesLeft = limits.entries();
  }

  ChartLimits limits() {
    return limits;
  }

  /** The number of bytes the next file may have. */
  long nextFileBytes() {
    return Math.min(contentLeft, limits.fileBytes());
  }

  void useEntry() throws ChartException {
    if (--entriesLeft < 0) {
      throw new ChartException(
          "the chart holds more than the limit of " + limits.entries() + " entries");
    }
  }

  void checkSize(String name, long declared) throws ChartException {
    if (declared > contentLeft) {
      throw new ChartException(
          "decompressed chart is larger than the maximum size " + limits.contentBytes());
    }
    if (declared > limits.fileBytes()) {
      throw new ChartException(
          "decompressed chart file \"%s\" is larger than the maximum file size %d"
              .formatted(name, limits.fileBytes()));
    }
  }

  void useContent(String name, long bytes) throws ChartException {
    checkSize(name, bytes);
    contentLeft -= bytes;
  }
}
