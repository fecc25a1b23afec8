package dev.millrace.artifact.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The algorithms an artifact digest may use (FLUX.md 1.5). The name is what stands before the colon
 * and what {@code --artifact-digest-algo} accepts.
 */
public enum DigestAlgorithm {
  SHA256("sha256", 32),
  SHA384("sha384", 48),
  SHA512("sha512", 64),
  BLAKE3("blake3", 32);

  private final String text;
  private final int bytes;

  DigestAlgorithm(String text, int bytes) {
    this.text = text;
    this.bytes = bytes;
  }

  /** The name as written in digests, for example {@code sha256}. */
  public String text() {
    return text;
  }

  /** The number of hexadecimal digits of a digest. */
  public int hexLength() {
    return bytes * 2;
  }

  /**
   * Finds an algorithm by its name.
   *
   * @throws IllegalArgumentException when the name is unknown; the message lists the known ones
   */
  public static DigestAlgorithm named(String name) {
    for (var algorithm : values()) {
      if (algorithm.text.equals(name)) {
        return algorithm;
      }
    }
    var known =
        Arrays.stream(values()).map(DigestAlgorithm::text).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "unknown digest algorithm '%s': use one of %s".formatted(name, known));
  }

  /** A fresh hasher; not thread-safe. */
  public MessageDigest hasher() {
    return switch (this) {
      case SHA256 -> fromJdk("SHA-256");
      case SHA384 -> fromJdk("SHA-384");
      case SHA512 -> fromJdk("SHA-512");
      case BLAKE3 -> new Blake3MessageDigest();
    };
  }

  private static MessageDigest fromJdk(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java runtime lacks " + name, e);
    }
  }
}
