package dev.millrace.artifact.digest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A content digest, written {@code algorithm:hex} in lower case.
 *
 * @param hex as many lower-case hexadecimal digits as the algorithm has
 */
public record Digest(DigestAlgorithm algorithm, String hex) {
  public Digest {
    Objects.requireNonNull(algorithm, "algorithm");
    if (hex.length() != algorithm.hexLength() || !isLowerHex(hex)) {
      throw new IllegalArgumentException(
          "invalid %s digest '%s': expected %d lower-case hexadecimal digits"
              .formatted(algorithm.text(), hex, algorithm.hexLength()));
    }
  }

  /**
   * Reads {@code algorithm:hex}.
   *
   * @throws IllegalArgumentException when the text has another form
   */
  public static Digest parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "invalid digest '%s': expected ALGORITHM:HEX".formatted(text));
    }
    return new Digest(DigestAlgorithm.named(text.substring(0, colon)), text.substring(colon + 1));
  }

  /** Takes the result of a hasher made by the same algorithm; the hasher is reset. */
  public static Digest of(DigestAlgorithm algorithm, MessageDigest hasher) {
    return new Digest(algorithm, HexFormat.of().formatHex(hasher.digest()));
  }

  /** The digest of bytes. */
  public static Digest of(DigestAlgorithm algorithm, byte[] content) {
    var hasher = algorithm.hasher();
    hasher.update(content);
    return of(algorithm, hasher);
  }

  /** The digest of all that the stream gives; the stream is left open. */
  public static Digest of(DigestAlgorithm algorithm, InputStream content) throws IOException {
    var hasher = algorithm.hasher();
    var hashed = new DigestInputStream(content, hasher);
    hashed.transferTo(OutputStream.nullOutputStream());
    return of(algorithm, hasher);
  }

  private static boolean isLowerHex(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  @Override
  public String toString() {
    return algorithm.text() + ":" + hex;
  }
}
