package dev.millrace.oci.notation;

import dev.millrace.oci.signature.Untrusted;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;

/** The algorithms that envelopes may use, with their numbers in COSE. */
enum SignatureAlgorithm {
  PS256(-37, 256),
  PS384(-38, 384),
  PS512(-39, 512),
  ES256(-7, 256),
  ES384(-35, 384),
  ES512(-36, 512);

  private static final int MIN_RSA_BITS = 2048;
  private static final int P521_BITS = 521;

  private final int number;
  private final int hashBits;

  SignatureAlgorithm(int number, int hashBits) {
    this.number = number;
    this.hashBits = hashBits;
  }

  static SignatureAlgorithm named(String name) throws Untrusted {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Untrusted("its algorithm '%s' is not allowed".formatted(name)));
  }

  static SignatureAlgorithm numbered(long number) throws Untrusted {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.number == number)
        .findFirst()
        .orElseThrow(() -> new Untrusted("its algorithm %d is not allowed".formatted(number)));
  }

  boolean verifies(PublicKey key, byte[] message, byte[] signature) {
    if (!fits(key)) {
      return false;
    }
    try {
      var verifier = verifier();
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private Signature verifier() throws GeneralSecurityException {
    if (name().startsWith("ES")) {
      return Signature.getInstance("SHA%dwithECDSAinP1363Format".formatted(hashBits));
    }
    var hash = "SHA-" + hashBits;
    var verifier = Signature.getInstance("RSASSA-PSS");
    verifier.setParameter(
        new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), hashBits / 8, 1));
    return verifier;
  }

  private boolean fits(PublicKey key) {
    return switch (key) {
      case ECPublicKey curve ->
          name().startsWith("ES")
              && curve.getParams().getOrder().bitLength()
                  == (hashBits == 512 ? P521_BITS : hashBits);
      case RSAPublicKey rsa ->
          name().startsWith("PS") && rsa.getModulus().bitLength() >= MIN_RSA_BITS;
      default -> false;
    };
  }
}
