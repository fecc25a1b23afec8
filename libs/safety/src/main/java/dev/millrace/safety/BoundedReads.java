package dev.millrace.safety;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Reads whole inputs into memory, never more than a bound allows. */
public final class BoundedReads {
  private BoundedReads() {}

  /**
   * Reads a stream to its end; the caller closes it.
   *
   * @param subject what is read, for the message of the error
   * @throws LimitExceeded if there are more than {@code maxBytes} bytes
   */
  public static byte[] readAll(InputStream source, String subject, long maxBytes)
      throws IOException {
    return new BoundedInputStream(source, subject, maxBytes).readAllBytes();
  }

  /**
   * Reads a file.
   *
   * @throws LimitExceeded if it holds more than {@code maxBytes} bytes
   */
  public static byte[] readFile(ContainedPath file, long maxBytes) throws IOException {
    String subject = "file " + file;
    if (Files.size(file.path()) > maxBytes) {
      throw new LimitExceeded(subject, maxBytes, "bytes");
    }
    try (InputStream in = Files.newInputStream(file.path())) {
      return readAll(in, subject, maxBytes);
    }
  }
}
