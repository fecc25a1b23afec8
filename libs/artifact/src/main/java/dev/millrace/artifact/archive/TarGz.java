package dev.millrace.artifact.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** The archive format of artifacts: tar in gzip, equal bytes for equal trees. */
public final class TarGz {
  private static final int BUFFER_BYTES = 64 * 1024;

  private TarGz() {}

  /**
   * Writes a tree as an archive; the stream stays open.
   *
   * @throws IOException when the stream fails, or a file's content is not as long as announced
   */
  public static void write(ArchiveTree tree, OutputStream out) throws IOException {
    try (var gzip = new GZIPOutputStream(new KeptOpen(out), BUFFER_BYTES)) {
      var tar = new TarWriter(gzip);
      tar.writeRoot();
      for (var entry : tree.entries()) {
        tar.write(entry);
      }
      tar.finish();
    }
  }

  /** Lets the compressor be closed, which frees its memory, while the target stays open. */
  private static final class KeptOpen extends FilterOutputStream {
    KeptOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
