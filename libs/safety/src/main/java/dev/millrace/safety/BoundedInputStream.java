package dev.millrace.safety;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that throws {@link LimitExceeded} as soon as more than a fixed number of bytes came. */
public final class BoundedInputStream extends FilterInputStream {
  private final String subject;
  private final long maxBytes;
  private long seen;

  /**
   * Bounds a stream.
   *
   * @param subject what is read, for the message of the error
   * @param maxBytes the number of bytes that may be read
   */
  public BoundedInputStream(InputStream source, String subject, long maxBytes) {
    super(source);
    this.subject = subject;
    this.maxBytes = maxBytes;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      count(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  @Override
  public long skip(long wanted) throws IOException {
    long skipped = super.skip(wanted);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** The number of bytes that were read or skipped so far. */
  public long bytesRead() {
    return seen;
  }

  private void count(long read) throws LimitExceeded {
    seen += read;
    if (seen > maxBytes) {
      throw new LimitExceeded(subject, maxBytes, "bytes");
    }
  }
}
