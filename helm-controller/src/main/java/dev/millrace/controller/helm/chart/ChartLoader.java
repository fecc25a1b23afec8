package dev.millrace.controller.helm.chart;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartArchiveReader;
import dev.millrace.helm.chart.ChartException;
import java.io.IOException;
import java.util.Optional;

/** Reads charts, each archive once for all releases of it. Thread-safe. */
public final class ChartLoader {
  private final ChartArchiveReader reader;
  private final ChartCache cache;
  private final boolean tracksDigests;

  /**
   * @param tracksDigests whether charts of OCI artifacts are told apart by digest; see the feature
   *     gate {@code DisableChartDigestTracking}
   */
  public ChartLoader(ChartArchiveReader reader, ChartCache cache, boolean tracksDigests) {
    this.reader = reader;
    this.cache = cache;
    this.tracksDigests = tracksDigests;
  }

  /** Fetches the bytes of an archive whose digest is right. */
  @FunctionalInterface
  public interface Source {
    byte[] fetch() throws IOException, InterruptedException;
  }

  /**
   * The chart of an archive.
   *
   * @param digest of the archive
   * @param source asked only when the chart is not at hand
   */
  public Chart load(String digest, Source source)
      throws IOException, InterruptedException, ChartException {
    Optional<Chart> known = cache.find(digest);
    if (known.isPresent()) {
      return known.get();
    }
    byte[] archive = source.fetch();
    Chart chart = reader.read(archive);
    cache.keep(digest, chart, sizeOf(chart, archive));
    return chart;
  }

  /** Its files; the archive stands for the values and metadata that were made of it. */
  private static long sizeOf(Chart chart, byte[] archive) {
    return chart.size() + archive.length;
  }

  /**
   * The chart under the version of the OCI artifact that it came from.
   *
   * @throws IllegalArgumentException if the artifact's tag is not the chart's version
   */
  public LoadedChart revisioned(Chart chart, String revision) {
    return RevisionedChart.of(chart, revision, tracksDigests);
  }
}
