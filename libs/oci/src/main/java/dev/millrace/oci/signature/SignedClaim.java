package dev.millrace.oci.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.artifact.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A statement that somebody signed a manifest; true only if the signature is.
 *
 * @param message the bytes that were signed
 * @param signature over them
 * @param subjects the digests of the manifests that the message is about
 */
@SuppressWarnings("ArrayRecordComponent")
record SignedClaim(byte[] message, byte[] signature, List<String> subjects) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SIMPLE_SIGNING = "cosign container image signature";
  private static final String SIGNED = "https://sigstore.dev/cosign/sign/v1";
  private static final String STATEMENT = "application/vnd.in-toto+json";

  /**
   * Reads cosign's older form: a payload with the signature beside it.
   *
   * @param signature in base64
   * @return empty when it is no such thing
   */
  static Optional<SignedClaim> ofPayload(byte[] payload, String signature) {
    try {
      var critical = JSON.readTree(payload).path("critical");
      var type = critical.path("type").asText("");
      if (!type.equals(SIMPLE_SIGNING) && !type.equals(SIGNED)) {
        return Optional.empty();
      }
      var subject = critical.path("image").path("docker-manifest-digest").asText("");
      return Optional.of(
          new SignedClaim(payload, Base64.getDecoder().decode(signature), List.of(subject)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a Sigstore bundle whose envelope holds the statement that a manifest is signed. Bundles
   * of other statements, such as attestations, are no signatures.
   */
  static Optional<SignedClaim> ofBundle(byte[] bundle) {
    try {
      var envelope = JSON.readTree(bundle).path("dsseEnvelope");
      var type = envelope.path("payloadType").asText("");
      var payload = Base64.getDecoder().decode(envelope.path("payload").asText(""));
      var statement = JSON.readTree(payload);
      if (!type.equals(STATEMENT) || !statement.path("predicateType").asText("").equals(SIGNED)) {
        return Optional.empty();
      }
      var signature = envelope.path("signatures").path(0).path("sig").asText("");
      return Optional.of(
          new SignedClaim(
              preAuthenticated(type, payload),
              Base64.getDecoder().decode(signature),
              subjects(statement)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What DSSE signs: type and content, each after its length. */
  private static byte[] preAuthenticated(String type, byte[] payload) {
    var out = new ByteArrayOutputStream();
    var head = "DSSEv1 %d %s %d ".formatted(type.length(), type, payload.length);
    out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private static List<String> subjects(JsonNode statement) {
    var subjects = new ArrayList<String>();
    for (var subject : statement.path("subject")) {
      subjects.add("sha256:" + subject.path("digest").path("sha256").asText(""));
    }
    return List.copyOf(subjects);
  }

  /** Whether it is about this manifest and made with this key. */
  boolean holds(Digest manifest, VerificationKey key) {
    return subjects.contains(manifest.toString()) && key.verifies(message, signature);
  }
}
