package dev.millrace.helm.chart;

import dev.millrace.safety.BoundedInputStream;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.RatioGuard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Reads packed charts ({@code .tgz}) in memory: nothing is written to disk, links in the archive
 * are not followed, and every read is bounded by {@link ChartLimits} (SECURITY-CASES rows 18, 59,
 * 60).
 */
public final class ChartArchiveReader {
  private static final int BUFFER_BYTES = 8192;
  private static final int RATIO_FREE_BYTES = 1 << 20;

  private final ChartLimits limits;

  /** Creates a reader with limits. */
  public ChartArchiveReader(ChartLimits limits) {
    this.limits = limits;
  }

  /** Reads a chart from the bytes of its archive. */
  public Chart read(byte[] archive) throws ChartException {
    return read(new ByteArrayInputStream(archive));
  }

  /** Reads a chart from a stream to its end; the caller closes the stream. */
  public Chart read(InputStream archive) throws ChartException {
    return new ChartAssembler(new ChartBudget(limits)).readArchive(archive);
  }

  /** The files of an archive below its one folder, in the order in which they are packed. */
  static List<ChartFile> unpack(InputStream archive, ChartBudget budget) throws ChartException {
    ChartLimits limits = budget.limits();
    var packed = new BoundedInputStream(archive, "the chart archive", limits.archiveBytes());
    try (var tar = new TarArchiveInputStream(unpacked(packed, limits))) {
      List<ChartFile> files = readEntries(tar, budget);
      if (files.isEmpty()) {
        throw new ChartException("no files in chart archive");
      }
      return files;
    } catch (LimitExceeded e) {
      throw new ChartException(String.valueOf(e.getMessage()), e);
    } catch (IOException | IllegalArgumentException e) {
      String problem = e.getMessage() == null ? "it ends too early" : e.getMessage();
      throw new ChartException("the chart archive can't be read: " + problem, e);
    }
  }

  /** Gunzips, and stops when much more comes out than went in. */
  private static InputStream unpacked(BoundedInputStream packed, ChartLimits limits)
      throws IOException {
    return new RatioGuard(
        new GZIPInputStream(packed, BUFFER_BYTES),
        packed,
        "the unpacked chart archive",
        RATIO_FREE_BYTES,
        limits.compressionRatio());
  }

  private static List<ChartFile> readEntries(TarArchiveInputStream tar, ChartBudget budget)
      throws IOException, ChartException {
    var files = new ArrayList<ChartFile>();
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      budget.useEntry();
      if (entry.isDirectory() || entry.isGlobalPaxHeader()) {
        continue;
      }
      String name = ChartPath.ofEntry(entry.getName());
      files.add(new ChartFile(name, readContent(tar, entry, name, budget)));
    }
    return files;
  }

  /** Links and devices have no content of their own: they are read as empty files, as Helm does. */
  private static byte[] readContent(
      TarArchiveInputStream tar, TarArchiveEntry entry, String name, ChartBudget budget)
      throws IOException, ChartException {
    budget.checkSize(name, entry.getRealSize());
    byte[] content = entry.isFile() ? tar.readNBytes(cap(budget.nextFileBytes())) : new byte[0];
    budget.useContent(name, content.length);
    return ByteOrderMark.strip(content);
  }

  /** One byte more than allowed, so that the budget notices a file that is too large. */
  private static int cap(long allowed) {
    return (int) Math.min(Integer.MAX_VALUE - 8L, allowed + 1);
  }
}
