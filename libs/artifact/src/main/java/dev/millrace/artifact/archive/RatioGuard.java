package dev.millrace.artifact.archive;

import dev.millrace.safety.BoundedInputStream;
import dev.millrace.safety.LimitExceeded;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops decompression when the output grows out of proportion to the input. */
final class RatioGuard extends FilterInputStream {
  private final BoundedInputStream packed;
  private final int maxRatio;
  private long unpackedBytes;

  RatioGuard(InputStream unpacked, BoundedInputStream packed, int maxRatio) {
    super(unpacked);
    this.packed = packed;
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
  public long skip(long wanted) throws IOException {
    long skipped = super.skip(wanted);
    count(skipped);
    return skipped;
  }

  private void count(long read) throws LimitExceeded {
    unpackedBytes += read;
    boolean large = unpackedBytes > UnpackLimits.RATIO_FREE_BYTES;
    if (large && unpackedBytes / maxRatio > packed.bytesRead()) {
      throw new LimitExceeded("the unpacked archive", maxRatio, "times its packed size");
    }
  }
}
