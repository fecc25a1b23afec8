package dev.millrace.artifact.digest;

import java.security.MessageDigest;
import org.bouncycastle.crypto.digests.Blake3Digest;

/** BLAKE3 with 32 bytes of output, in the shape of the JDK's digests. */
final class Blake3MessageDigest extends MessageDigest {
  private final Blake3Digest digest = new Blake3Digest(256);

  Blake3MessageDigest() {
    super("BLAKE3");
  }

  @Override
  protected void engineUpdate(byte input) {
    digest.update(input);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int length) {
    digest.update(input, offset, length);
  }

  @Override
  protected byte[] engineDigest() {
    var result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return result;
  }

  @Override
  protected void engineReset() {
    digest.reset();
  }
}
