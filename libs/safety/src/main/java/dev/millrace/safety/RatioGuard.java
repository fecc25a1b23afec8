package dev.millrace.safety;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops decompression when the output grows out of proportion to the input. */
public final class RatioGuard extends FilterInputStream {
  private final BoundedInputStream packed;
  private final String subject;
  private final long freeBytes;
  private final int maxRatio;
  private long unpackedBytes;

  /**
   * Guards a stream.
   *
   * @param unpacked what comes out of {@code packed}
   * @param subject what is unpacked, for the message of the error
   * @param freeBytes may come out of however little
   * @param maxRatio bytes that may come out, besides those, for each byte that goes in
   */
  public RatioGuard(
      InputStream unpacked,
      BoundedInputStream packed,
      String subject,
      long freeBytes,
      int maxRatio) {
    super(unpacked);
    this.packed = packed;
    this.subject = subject;
    this.freeBytes = freeBytes;
    this.maxRatio = maxRatio;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(Math.max(read, 0));
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public long skip(long wanted) throws IOException {
    long skipped = super.skip(wanted);
    count(skipped);
    return skipped;
  }

  private void count(long read) throws LimitExceeded {
    unpackedBytes += read;
    if (unpackedBytes > freeBytes + packed.bytesRead() * maxRatio) {
      throw new LimitExceeded(subject, maxRatio, "times its packed size");
    }
  }
}
