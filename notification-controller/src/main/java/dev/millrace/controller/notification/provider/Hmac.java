package dev.millrace.controller.notification.provider;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed digests as webhooks sign with them. */
public enum Hmac {
  /** Older services. */
  SHA1("HmacSHA1"),
  /** The usual one. */
  SHA256("HmacSHA256"),
  /** The longest. */
  SHA512("HmacSHA512");

  private final String algorithm;

  Hmac(String algorithm) {
    this.algorithm = algorithm;
  }

  /** The digest of a body as lower case hexadecimal digits. An empty key is allowed. */
  public String hex(byte[] key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      // The JDK refuses an empty key; a single zero byte is padded to the same block.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
