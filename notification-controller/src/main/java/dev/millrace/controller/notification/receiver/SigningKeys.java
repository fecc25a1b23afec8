package dev.millrace.controller.notification.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;

/**
 * Checks signatures of identity tokens with an issuer's published keys. Only asymmetric algorithms
 * are known, so neither "none" nor a key that everybody has can sign.
 */
final class SigningKeys {
  private static final Map<String, String> CURVES =
      Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

  private SigningKeys() {}

  /** Whether a key of the set signed the token. */
  static boolean verify(UnverifiedToken token, JsonNode keys) {
    String id = token.header().path("kid").asText("");
    String algorithm = token.header().path("alg").asText("");
    for (JsonNode key : keys.path("keys")) {
      boolean fits = id.isEmpty() || key.path("kid").asText("").equals(id);
      if (fits && !key.path("use").asText("sig").equals("enc") && verify(token, key, algorithm)) {
        return true;
      }
    }
    return false;
  }

  private static boolean verify(UnverifiedToken token, JsonNode key, String algorithm) {
    try {
      Signature signature = signature(algorithm, key.path("kty").asText(""));
      signature.initVerify(publicKey(key));
      signature.update(token.signed());
      return signature.verify(token.signature());
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      // A key that can't be used, or a signature of another form, signs nothing.
      return false;
    }
  }

  private static Signature signature(String algorithm, String keyType)
      throws GeneralSecurityException {
    String digest = algorithm.length() == 5 ? algorithm.substring(2) : "";
    if (!digest.matches("256|384|512")) {
      throw new GeneralSecurityException("unknown algorithm");
    }
    return switch (keyType + "/" + algorithm.substring(0, 2)) {
      case "RSA/RS" -> Signature.getInstance("SHA" + digest + "withRSA");
      case "RSA/PS" -> pss(Integer.parseInt(digest));
      case "EC/ES" -> Signature.getInstance("SHA" + digest + "withECDSAinP1363Format");
      default -> throw new GeneralSecurityException("the algorithm does not fit the key");
    };
  }

  private static Signature pss(int bits) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec(
            "SHA-" + bits, "MGF1", new MGF1ParameterSpec("SHA-" + bits), bits / Byte.SIZE, 1));
    return signature;
  }

  private static PublicKey publicKey(JsonNode key) throws GeneralSecurityException {
    if (key.path("kty").asText("").equals("RSA")) {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
    }
    String curve = CURVES.getOrDefault(key.path("crv").asText(""), "");
    if (curve.isEmpty()) {
      throw new GeneralSecurityException("unknown curve");
    }
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(
                new ECPoint(number(key, "x"), number(key, "y")),
                parameters.getParameterSpec(ECParameterSpec.class)));
  }

  private static BigInteger number(JsonNode key, String field) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(field).asText("")));
  }
}
