package dev.millrace.controller.source.generator;

import dev.millrace.artifact.archive.ArchiveEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Adler32;
import java.util.zip.CheckedInputStream;

/** The checksum of a generated artifact's files, by which its file in the storage is called. */
final class ContentHash {
  private ContentHash() {}

  /**
   * The checksum in decimal.
   *
   * @param name of the artifact, which counts as the folder of all paths
   */
  static String of(String name, StagedFiles files) throws IOException, BuildException {
    Adler32 all = new Adler32();
    Map<String, ArchiveEntry> byFullPath = new TreeMap<>();
    files.files().forEach((path, file) -> byFullPath.put(name + "/" + path, file));
    for (Map.Entry<String, ArchiveEntry> file : byFullPath.entrySet()) {
      if (file.getKey().contains("\n")) {
        throw new BuildException("file names with line breaks are not supported");
      }
      String line = Long.toHexString(of(file.getValue())) + "  " + file.getKey() + "\n";
      all.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Long.toString(all.getValue());
  }

  private static long of(ArchiveEntry file) throws IOException {
    Adler32 checksum = new Adler32();
    try (ArchiveEntry.Content content = file.content().open();
        CheckedInputStream checked = new CheckedInputStream(content.stream(), checksum)) {
      checked.transferTo(OutputStream.nullOutputStream());
    }
    return checksum.getValue();
  }
}
