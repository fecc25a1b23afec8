package dev.millrace.controller.notification.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests that serve as keys; none of them protects a secret. */
public final class Digest {
  private Digest() {}

  /** The SHA-1 of a text as lower case hexadecimal digits; some services limit keys to 40. */
  public static String sha1(String text) {
    return sha1(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The SHA-1 of bytes as lower case hexadecimal digits. */
  public static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
