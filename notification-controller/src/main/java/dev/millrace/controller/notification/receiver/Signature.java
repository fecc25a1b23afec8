package dev.millrace.controller.notification.receiver;

import dev.millrace.controller.notification.provider.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Compares what a caller signed with what the shared token gives, in constant time. */
final class Signature {
  private Signature() {}

  /**
   * Whether a header of the form {@code algorithm=hex} signs the body.
   *
   * @throws RejectedCall when it does not, or names an algorithm other than sha1, sha256 and sha512
   */
  static void require(String header, String token, byte[] body) {
    int equals = header.indexOf('=');
    if (equals < 0) {
      throw new RejectedCall("the signature is missing or has no algorithm");
    }
    Hmac hmac =
        switch (header.substring(0, equals)) {
          case "sha1" -> Hmac.SHA1;
          case "sha256" -> Hmac.SHA256;
          case "sha512" -> Hmac.SHA512;
          default -> throw new RejectedCall("the signature's algorithm is not supported");
        };
    byte[] wanted = HexFormat.of().parseHex(hmac.hex(token.getBytes(StandardCharsets.UTF_8), body));
    if (!MessageDigest.isEqual(digits(header.substring(equals + 1)), wanted)) {
      throw new RejectedCall("the signature does not match");
    }
  }

  private static byte[] digits(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException _) {
      throw new RejectedCall("the signature does not consist of hexadecimal digits");
    }
  }

  /** Whether two texts are equal, without telling by the time it takes where they differ. */
  static void requireEqual(String given, String wanted) {
    if (!MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8))) {
      throw new RejectedCall("the signature or token does not match");
    }
  }
}
