package dev.millrace.oci.keyless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.oci.signature.Pem;
import dev.millrace.oci.signature.SignedClaim;
import dev.millrace.oci.signature.Untrusted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a log entry is about: which bytes, which signature, which certificate. Without this check an
 * entry of anybody would do for everything.
 *
 * @param hash of the message or payload
 * @param algorithm of the hash
 * @param ofPayload whether the hash is of what is stated, else of what was signed
 */
@SuppressWarnings("ArrayRecordComponent")
record EntryContent(
    byte[] hash, String algorithm, boolean ofPayload, byte[] signature, byte[] certificate) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads the body of an entry.
   *
   * @throws Untrusted when it is of a kind that holds no signatures of images, or can't be read
   */
  static EntryContent parse(byte[] body) throws Untrusted {
    try {
      var entry = JSON.readTree(body);
      var kind = entry.path("kind").asText("") + " " + entry.path("apiVersion").asText("");
      var spec = entry.path("spec");
      return switch (kind) {
        case "hashedrekord 0.0.1" -> hashed(spec);
        case "hashedrekord 0.0.2" -> hashedWithoutTime(spec.path("hashedRekordV002"));
        case "dsse 0.0.1" -> envelope(spec);
        case "dsse 0.0.2" -> envelopeWithoutTime(spec.path("dsseV002"));
        case "intoto 0.0.2" -> statement(spec.path("content"));
        default -> throw new Untrusted("its log entry is of an unknown kind");
      };
    } catch (IOException | IllegalArgumentException e) {
      throw new Untrusted("its log entry can't be read", e);
    }
  }

  private static EntryContent hashed(JsonNode spec) {
    var signature = spec.path("signature");
    return of(
        spec.path("data").path("hash"),
        false,
        base64(signature.path("content")),
        base64(signature.path("publicKey").path("content")));
  }

  private static EntryContent envelope(JsonNode spec) {
    var signature = only(spec.path("signatures"));
    return of(
        spec.path("payloadHash"),
        true,
        base64(signature.path("signature")),
        base64(signature.path("verifier")));
  }

  /** Holds the signature in base64 of base64. */
  private static EntryContent statement(JsonNode content) {
    var signature = only(content.path("envelope").path("signatures"));
    return of(
        content.path("payloadHash"),
        true,
        Base64.getDecoder().decode(base64(signature.path("sig"))),
        base64(signature.path("publicKey")));
  }

  private static EntryContent hashedWithoutTime(JsonNode spec) {
    return ofSecondVersion(spec.path("data"), false, spec.path("signature"));
  }

  private static EntryContent envelopeWithoutTime(JsonNode spec) {
    return ofSecondVersion(spec.path("payloadHash"), true, only(spec.path("signatures")));
  }

  private static EntryContent of(
      JsonNode hash, boolean ofPayload, byte[] signature, byte[] certificate) {
    return new EntryContent(
        HexFormat.of().parseHex(hash.path("value").asText("").toLowerCase(Locale.ROOT)),
        hash.path("algorithm").asText("").replace("sha", "SHA-"),
        ofPayload,
        signature,
        Pem.first(new String(certificate, StandardCharsets.UTF_8), "CERTIFICATE"));
  }

  private static EntryContent ofSecondVersion(
      JsonNode hash, boolean ofPayload, JsonNode signature) {
    return new EntryContent(
        base64(hash.path("digest")),
        hash.path("algorithm").asText("").replace("SHA2_", "SHA-"),
        ofPayload,
        base64(signature.path("content")),
        base64(signature.path("verifier").path("x509Certificate").path("rawBytes")));
  }

  private static JsonNode only(JsonNode list) {
    if (list.size() != 1) {
      throw new IllegalArgumentException("not one signature");
    }
    return list.path(0);
  }

  private static byte[] base64(JsonNode text) {
    return Base64.getDecoder().decode(text.asText(""));
  }

  /**
   * Makes sure that the entry is about a claim.
   *
   * @throws Untrusted when it is about something else
   */
  void requireAbout(SignedClaim claim, SigningCertificate signer) throws Untrusted {
    boolean sameContent =
        Arrays.equals(hash, hashOf(ofPayload ? claim.payload() : claim.message()));
    boolean sameSignature = Arrays.equals(signature, claim.signature());
    if (!sameContent || !sameSignature || !signer.isSame(certificate)) {
      throw new Untrusted("its log entry is about another signature");
    }
  }

  private byte[] hashOf(byte[] content) throws Untrusted {
    return switch (algorithm) {
      case "SHA-256", "SHA-384", "SHA-512" -> Hashes.of(algorithm, content);
      default -> throw new Untrusted("its log entry uses an unknown hash");
    };
  }
}
