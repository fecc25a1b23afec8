package dev.millrace.helm.chart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packs charts for tests. */
public final class TestArchives {
  private TestArchives() {}

  /** An archive of the given entries; nothing is added to their names. */
  public static byte[] of(Map<String, String> entries) {
    var contents = new LinkedHashMap<String, byte[]>();
    entries.forEach((name, text) -> contents.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return ofBytes(contents);
  }

  /** An archive of the given entries, which need not be text. */
  public static byte[] ofBytes(Map<String, byte[]> entries) {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (var entry : entries.entrySet()) {
        byte[] content = entry.getValue();
        var header = new TarArchiveEntry(entry.getKey(), true);
        header.setSize(content.length);
        tar.putArchiveEntry(header);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
