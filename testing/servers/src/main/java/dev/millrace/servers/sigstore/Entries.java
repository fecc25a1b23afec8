package dev.millrace.servers.sigstore;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What logs hold, in canonical JSON. */
final class Entries {
  private Entries() {}

  static byte[] preAuthenticated(String type, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        "DSSEv1 %d %s %d "
            .formatted(type.length(), type, payload.length)
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  static byte[] hashed(byte[] message, byte[] signature, String pem) {
    return """
    {"apiVersion":"0.0.1","kind":"hashedrekord","spec":{\
    "data":{"hash":{"algorithm":"sha256","value":"%s"}},\
    "signature":{"content":"%s","publicKey":{"content":"%s"}}}}"""
        .formatted(hash(message), Keys.base64(signature), base64(pem))
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] envelope(byte[] payload, byte[] signature, String pem) {
    return """
    {"apiVersion":"0.0.1","kind":"dsse","spec":{\
    "envelopeHash":{"algorithm":"sha256","value":"%s"},\
    "payloadHash":{"algorithm":"sha256","value":"%s"},\
    "signatures":[{"signature":"%s","verifier":"%s"}]}}"""
        .formatted(hash(signature), hash(payload), Keys.base64(signature), base64(pem))
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] hashedWithoutTime(byte[] message, byte[] signature, byte[] certificate) {
    return """
    {"apiVersion":"0.0.2","kind":"hashedrekord","spec":{"hashedRekordV002":{\
    "data":{"algorithm":"SHA2_256","digest":"%s"},\
    "signature":{"content":"%s","verifier":{"keyDetails":"PKIX_ECDSA_P256_SHA_256",\
    "x509Certificate":{"rawBytes":"%s"}}}}}}"""
        .formatted(
            Keys.base64(Keys.sha256(message)), Keys.base64(signature), Keys.base64(certificate))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(Keys.sha256(bytes));
  }

  private static String base64(String text) {
    return Keys.base64(text.getBytes(StandardCharsets.UTF_8));
  }
}
