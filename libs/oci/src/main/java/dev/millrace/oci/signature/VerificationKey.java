package dev.millrace.oci.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A public key whose signatures count. */
public final class VerificationKey {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

  /** The schemes of cosign: SHA-256 with all kinds of keys but Ed25519. */
  private static final Map<String, String> SCHEMES =
      Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "Ed25519");

  private final PublicKey key;
  private final String scheme;

  private VerificationKey(PublicKey key, String scheme) {
    this.key = key;
    this.scheme = scheme;
  }

  /**
   * Reads a key in PEM form ({@code cosign.pub}): ECDSA, RSA or Ed25519.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static VerificationKey parse(String pem) {
    Matcher block = PEM.matcher(pem);
    if (!block.find()) {
      throw new IllegalArgumentException("it is not a public key in PEM form");
    }
    var spec = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1)));
    for (var scheme : SCHEMES.entrySet()) {
      try {
        var key = KeyFactory.getInstance(scheme.getKey()).generatePublic(spec);
        return new VerificationKey(key, scheme.getValue());
      } catch (GeneralSecurityException e) {
        // Not this algorithm; the next one may fit.
      }
    }
    throw new IllegalArgumentException("it is no ECDSA, RSA or Ed25519 key");
  }

  /** Whether the holder of the private key signed this message. */
  boolean verifies(byte[] message, byte[] signature) {
    try {
      var verifier = Signature.getInstance(scheme);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
