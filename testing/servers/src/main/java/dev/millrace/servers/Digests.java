package dev.millrace.servers;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests as registries and chart indices write them. */
final class Digests {
  private Digests() {}

  /** The SHA-256 of some bytes as 64 hexadecimal digits. */
  static String hex(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same, in the form of a registry: {@code sha256:…}. */
  static String of(byte[] content) {
    return "sha256:" + hex(content);
  }
}
