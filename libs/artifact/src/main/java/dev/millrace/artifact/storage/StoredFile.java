package dev.millrace.artifact.storage;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * A stored file that is open for reading; closing it closes the stream.
 *
 * @param size the number of bytes that the stream gives
 */
public record StoredFile(long size, Instant lastModified, InputStream stream)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    stream.close();
  }
}
