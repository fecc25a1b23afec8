package dev.millrace.oci.registry;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.oci.Descriptor;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** A blob that is being read and hashed. */
final class VerifiedBlob extends FilterInputStream {
  private final Descriptor expected;
  private final MessageDigest hasher;

  private VerifiedBlob(InputStream source, Descriptor expected, MessageDigest hasher) {
    super(new DigestInputStream(source, hasher));
    this.expected = expected;
    this.hasher = hasher;
  }

  static VerifiedBlob of(InputStream source, Descriptor expected) {
    return new VerifiedBlob(source, expected, expected.digest().algorithm().hasher());
  }

  @Override
  public long skip(long wanted) throws IOException {
    return readNBytes((int) Math.min(wanted, 64 * 1024)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** A reader may close what it was given; the connection stays open for the rest. */
  @Override
  public void close() {
    // The answer that this is the body of is closed by its owner.
  }

  /** Reads what is left and compares the digest. */
  void verify() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    var actual = Digest.of(expected.digest().algorithm(), hasher);
    if (!actual.equals(expected.digest())) {
      throw new RegistryException(
          Reason.DIGEST_MISMATCH,
          "a blob has digest %s instead of the announced %s".formatted(actual, expected.digest()));
    }
  }
}
