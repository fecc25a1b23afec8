package dev.millrace.git.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Watches the start of an advertisement for a repository with SHA-256 ids, of which JGit would
 * silently keep the first 40 digits only.
 */
public final class ObjectFormatGuard extends FilterInputStream {
  private static final String MARK = "object-format=sha256";
  private static final int WATCHED_BYTES = 64 * 1024;

  private String tail = "";
  private int watched;

  /** Guards the answer of a remote from its first byte on. */
  public ObjectFormatGuard(InputStream advertisement) {
    super(advertisement);
  }

  @Override
  public int read() throws IOException {
    var single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read > 0 && watched < WATCHED_BYTES) {
      watched += read;
      watch(new String(buffer, offset, read, StandardCharsets.ISO_8859_1));
    }
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void watch(String text) throws UnsupportedObjectFormat {
    var seen = tail + text;
    if (seen.contains(MARK)) {
      throw new UnsupportedObjectFormat();
    }
    tail = seen.substring(Math.max(0, seen.length() - MARK.length()));
  }

  /** The repository's ids are SHA-256. */
  public static final class UnsupportedObjectFormat extends IOException {
    private static final long serialVersionUID = 1L;

    UnsupportedObjectFormat() {
      super("the repository uses SHA-256 object ids, which are not supported; use a SHA-1 one");
    }
  }
}
