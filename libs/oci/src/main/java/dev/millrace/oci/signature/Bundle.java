package dev.millrace.oci.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Sigstore bundles, the form of cosign 3: a signed statement with all that proves it. */
final class Bundle {
  static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SIGNED = "https://sigstore.dev/cosign/sign/v1";
  private static final String STATEMENT = "application/vnd.in-toto+json";

  /** As many as Sigstore's own verifiers look at. */
  private static final int MAX_PROOFS = 32;

  private Bundle() {}

  /**
   * The claim of a bundle whose envelope holds the statement that a manifest is signed. Bundles of
   * other statements, such as attestations, are no signatures.
   */
  static Optional<SignedClaim> read(byte[] bundle) {
    try {
      var json = JSON.readTree(bundle);
      return isSignature(json.path("dsseEnvelope")) ? Optional.of(claim(json)) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isSignature(JsonNode envelope) throws IOException {
    var statement = JSON.readTree(base64(envelope, "payload"));
    return envelope.path("payloadType").asText("").equals(STATEMENT)
        && statement.path("predicateType").asText("").equals(SIGNED)
        && envelope.path("signatures").size() == 1;
  }

  static SignedClaim claim(JsonNode bundle) throws IOException {
    var envelope = bundle.path("dsseEnvelope");
    var payload = base64(envelope, "payload");
    return new SignedClaim(
        payload,
        preAuthenticated(envelope.path("payloadType").asText(""), payload),
        base64(envelope.path("signatures").path(0), "sig"),
        subjects(JSON.readTree(payload)),
        evidence(bundle.path("verificationMaterial")));
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
    return subjects;
  }

  private static Evidence evidence(JsonNode material) {
    var entries = new ArrayList<LogEntry>();
    for (var entry : bounded(material.path("tlogEntries"))) {
      entries.add(entry(entry));
    }
    var timestamps = new ArrayList<byte[]>();
    var data = material.path("timestampVerificationData");
    for (var timestamp : bounded(data.path("rfc3161Timestamps"))) {
      timestamps.add(base64(timestamp, "signedTimestamp"));
    }
    return new Evidence(certificate(material), entries, timestamps);
  }

  private static JsonNode bounded(JsonNode list) {
    if (list.size() > MAX_PROOFS) {
      throw new IllegalArgumentException("more than %d proofs".formatted(MAX_PROOFS));
    }
    return list;
  }

  /** Older bundles hold a chain, whose first certificate is the signer's. */
  private static byte @Nullable [] certificate(JsonNode material) {
    var chain = material.path("x509CertificateChain").path("certificates").path(0);
    var certificate = material.has("certificate") ? material.path("certificate") : chain;
    return certificate.isObject() ? base64(certificate, "rawBytes") : null;
  }

  private static LogEntry entry(JsonNode json) {
    var promise = json.path("inclusionPromise");
    var proof = json.path("inclusionProof");
    return new LogEntry(
        base64(json.path("logId"), "keyId"),
        json.path("logIndex").asLong(),
        json.path("integratedTime").asLong(),
        base64(json, "canonicalizedBody"),
        promise.isObject() ? base64(promise, "signedEntryTimestamp") : null,
        proof.isObject() ? proof(proof) : null);
  }

  private static LogEntry.Proof proof(JsonNode json) {
    var hashes = new ArrayList<byte[]>();
    for (var hash : json.path("hashes")) {
      hashes.add(Base64.getDecoder().decode(hash.asText()));
    }
    return new LogEntry.Proof(
        json.path("logIndex").asLong(),
        json.path("treeSize").asLong(),
        base64(json, "rootHash"),
        hashes,
        json.path("checkpoint").path("envelope").asText(""));
  }

  private static byte[] base64(JsonNode parent, String field) {
    return Base64.getDecoder().decode(parent.path(field).asText(""));
  }
}
