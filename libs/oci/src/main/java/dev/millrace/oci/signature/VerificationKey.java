package dev.millrace.oci.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;

/** A public key whose signatures count. */
public final class VerificationKey {
  private static final String SHA256_ECDSA = "SHA256withECDSA";

  private final PublicKey key;
  private final List<String> schemes;

  private VerificationKey(PublicKey key) {
    this.key = key;
    this.schemes = schemes(key);
  }

  /**
   * Reads a key in PEM form ({@code cosign.pub}): ECDSA, RSA or Ed25519.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static VerificationKey parse(String pem) {
    return ofEncoded(Pem.first(pem, "PUBLIC KEY"));
  }

  /**
   * Reads a key in DER form (SubjectPublicKeyInfo).
   *
   * @throws IllegalArgumentException when it is none that is supported
   */
  public static VerificationKey ofEncoded(byte[] der) {
    var spec = new X509EncodedKeySpec(der);
    for (var algorithm : List.of("EC", "RSA", "EdDSA")) {
      try {
        return new VerificationKey(KeyFactory.getInstance(algorithm).generatePublic(spec));
      } catch (GeneralSecurityException e) {
        // Not this algorithm; the next one may fit.
      }
    }
    throw new IllegalArgumentException("it is no ECDSA, RSA or Ed25519 key");
  }

  /**
   * The key of a certificate.
   *
   * @throws IllegalArgumentException when it is none that is supported
   */
  public static VerificationKey of(PublicKey key) {
    return new VerificationKey(key);
  }

  /**
   * The schemes that signers use with a key. Larger curves go with SHA-256 in cosign's tags and
   * with the hash of their own size in bundles.
   */
  private static List<String> schemes(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "EC" ->
          switch (((ECPublicKey) key).getParams().getOrder().bitLength()) {
            case 256 -> List.of(SHA256_ECDSA);
            case 384 -> List.of("SHA384withECDSA", SHA256_ECDSA);
            case 521 -> List.of("SHA512withECDSA", SHA256_ECDSA);
            default -> throw new IllegalArgumentException("it is of an unknown elliptic curve");
          };
      case "RSA" -> List.of("SHA256withRSA");
      case "EdDSA", "Ed25519" -> List.of("Ed25519");
      default -> throw new IllegalArgumentException("it is no ECDSA, RSA or Ed25519 key");
    };
  }

  /** Whether the holder of the private key signed this message. */
  public boolean verifies(byte[] message, byte[] signature) {
    return schemes.stream().anyMatch(scheme -> verifies(scheme, message, signature));
  }

  private boolean verifies(String scheme, byte[] message, byte[] signature) {
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
