package dev.millrace.controller.source.helmchart;

import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartFolder;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.helm.chart.ChartMetadata;
import dev.millrace.safety.FileTree;
import java.io.IOException;

/** Reads charts from files and archives, within the limits of the flags. */
public final class ChartReader {
  private final ChartLimits limits;

  /**
   * A reader with other limits than Helm's own.
   *
   * @param chartBytes of a packed chart ({@code --helm-chart-max-size})
   * @param fileBytes of a file in a chart ({@code --helm-chart-file-max-size})
   */
  public ChartReader(long chartBytes, long fileBytes) {
    ChartLimits helm = ChartLimits.defaults();
    this.limits =
        new ChartLimits(
            chartBytes,
            helm.contentBytes(),
            fileBytes,
            helm.entries(),
            helm.compressionRatio(),
            helm.dependencyDepth(),
            helm.directoryDepth());
  }

  /** The largest packed chart. */
  long maxArchiveBytes() {
    return limits.archiveBytes();
  }

  /** The chart at a path, which is a folder or a packed chart. */
  ChartFolder read(FileTree files, String path) throws IOException, ChartException {
    return files.isFile(path)
        ? unpack(files.read(path, maxArchiveBytes()))
        : ChartFolder.read(files, path, limits);
  }

  /** What Chart.yaml of the chart at a path says. */
  ChartMetadata metadata(FileTree files, String path) throws IOException, ChartException {
    if (!files.isFile(path) && !files.isDirectory(path)) {
      throw new ChartException("no chart found at path '%s'".formatted(path));
    }
    return read(files, path).chart().metadata();
  }

  /** A packed chart, checked. */
  ChartFolder unpack(byte[] archive) throws ChartException {
    ChartFolder folder = ChartFolder.unpack(archive, limits);
    folder.chart();
    return folder;
  }
}
