package dev.millrace.sops.cipher;

import dev.millrace.sops.tree.PlainText;
import dev.millrace.sops.tree.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What the authentication code of a file is made of: SHA-512 over the values in their order. */
final class ContentDigest {
  private final MessageDigest sha512 = digest("SHA-512");

  /**
   * Starts empty.
   *
   * @param onlyEncrypted whether values in clear text are left out; such codes start differently,
   *     so that one kind never passes for the other
   */
  ContentDigest(boolean onlyEncrypted) {
    if (onlyEncrypted) {
      sha512.update(digest("SHA-256").digest("sops".getBytes(StandardCharsets.US_ASCII)));
    }
  }

  void add(Value.Leaf leaf) {
    sha512.update(PlainText.of(leaf));
  }

  /** The code in upper case. */
  String hex() {
    return HexFormat.of().withUpperCase().formatHex(sha512.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }
}
