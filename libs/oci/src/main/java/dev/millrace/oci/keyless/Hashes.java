package dev.millrace.oci.keyless;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes of bytes. */
final class Hashes {
  private Hashes() {}

  static byte[] sha256(byte[]... parts) {
    return of("SHA-256", parts);
  }

  /** The hash of some parts, one after the other. */
  static byte[] of(String algorithm, byte[]... parts) {
    try {
      var hasher = MessageDigest.getInstance(algorithm);
      for (var part : parts) {
        hasher.update(part);
      }
      return hasher.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }
}
