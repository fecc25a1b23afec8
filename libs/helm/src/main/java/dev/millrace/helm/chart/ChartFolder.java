package dev.millrace.helm.chart;

import dev.millrace.safety.FileTree;
import dev.millrace.yaml.GoYaml;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The files of a chart as they stand in its folder, to be changed and packed again. Immutable; what
 * is not changed is packed byte for byte as it was read.
 */
public final class ChartFolder {
  private static final String METADATA = "Chart.yaml";
  private static final String VALUES = "values.yaml";
  private static final int FILE_MODE = 0644;

  private final ChartLimits limits;
  private final SortedMap<String, ChartFile> files;

  private ChartFolder(ChartLimits limits, SortedMap<String, ChartFile> files) {
    this.limits = limits;
    this.files = files;
  }

  /**
   * Reads a folder of a tree; {@code .helmignore} applies.
   *
   * @param folder the path of the chart's folder in {@code tree}; empty for the root
   */
  public static ChartFolder read(FileTree tree, String folder, ChartLimits limits)
      throws ChartException {
    return of(limits, ChartDirectoryReader.files(tree, folder, new ChartBudget(limits)));
  }

  /** Unpacks an archive. */
  public static ChartFolder unpack(byte[] archive, ChartLimits limits) throws ChartException {
    return of(
        limits,
        ChartArchiveReader.unpack(new ByteArrayInputStream(archive), new ChartBudget(limits)));
  }

  /** The chart that the files make; checks them on the way. */
  public Chart chart() throws ChartException {
    return new ChartAssembler(new ChartBudget(limits)).assemble(new ArrayList<>(files.values()));
  }

  /** A file by its path below the folder. */
  public Optional<ChartFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** The same folder with a file added or replaced. */
  public ChartFolder with(ChartFile file) {
    SortedMap<String, ChartFile> changed = new TreeMap<>(files);
    changed.put(file.name(), file);
    return new ChartFolder(limits, changed);
  }

  /** The same chart with other default values. */
  public ChartFolder withValues(Map<String, Object> values) {
    return with(ChartFile.ofText(VALUES, GoYaml.write(values)));
  }

  /** The same chart with another version. */
  public ChartFolder withVersion(String version) throws ChartException {
    ChartFile metadata =
        file(METADATA).orElseThrow(() -> new ChartException("Chart.yaml file is missing"));
    return with(ChartFile.ofText(METADATA, GoYaml.write(changed(metadata, version))));
  }

  /** The archive that Helm reads; equal folders give equal bytes. */
  public byte[] pack() throws ChartException {
    String folder = chart().name();
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (ChartFile file : files.values()) {
        write(tar, folder, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static ChartFolder of(ChartLimits limits, List<ChartFile> list) {
    SortedMap<String, ChartFile> files = new TreeMap<>();
    list.forEach(file -> files.put(file.name(), file));
    return new ChartFolder(limits, files);
  }

  private static Map<String, Object> changed(ChartFile metadata, String version)
      throws ChartException {
    try {
      if (YamlReader.sigs().read(metadata.text()) instanceof Map<?, ?> tree) {
        Map<String, Object> changed = new LinkedHashMap<>();
        tree.forEach((key, value) -> changed.put(String.valueOf(key), value));
        changed.put("version", version);
        return changed;
      }
      throw new ChartException("Chart.yaml is not a map");
    } catch (YamlException e) {
      throw new ChartException("cannot load Chart.yaml: " + e.getMessage(), e);
    }
  }

  private static void write(TarArchiveOutputStream tar, String folder, ChartFile file)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(folder + "/" + file.name());
    entry.setSize(file.data().length);
    entry.setMode(FILE_MODE);
    entry.setModTime(0);
    entry.setIds(0, 0);
    entry.setNames("", "");
    tar.putArchiveEntry(entry);
    tar.write(file.data());
    tar.closeArchiveEntry();
  }
}
