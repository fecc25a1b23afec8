package dev.millrace.oci.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form of cosign 1 and 2: a payload as a layer, with signature, certificate and log entry
 * in its annotations.
 */
final class TagSignature {
  static final String PAYLOAD = "application/vnd.dev.cosign.simplesigning.v1+json";

  private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
  private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
  private static final String LOG_ENTRY = "dev.sigstore.cosign/bundle";
  private static final List<String> TYPES =
      List.of("cosign container image signature", "https://sigstore.dev/cosign/sign/v1");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TagSignature() {}

  /** The claim of a layer; empty when it is no such thing. */
  static Optional<SignedClaim> read(byte[] payload, Map<String, String> annotations) {
    var signature = annotations.get(SIGNATURE);
    if (signature == null) {
      return Optional.empty();
    }
    try {
      var critical = JSON.readTree(payload).path("critical");
      if (!TYPES.contains(critical.path("type").asText(""))) {
        return Optional.empty();
      }
      var subject = critical.path("image").path("docker-manifest-digest").asText("");
      return Optional.of(
          new SignedClaim(
              payload,
              payload,
              Base64.getDecoder().decode(signature),
              List.of(subject),
              evidence(annotations)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Evidence evidence(Map<String, String> annotations) throws IOException {
    var pem = annotations.get(CERTIFICATE);
    var entry = annotations.get(LOG_ENTRY);
    return new Evidence(
        pem == null ? null : Pem.first(pem, "CERTIFICATE"),
        entry == null ? List.of() : List.of(entry(JSON.readTree(entry))),
        List.of());
  }

  private static LogEntry entry(@Nullable JsonNode json) throws IOException {
    if (json == null) {
      throw new IOException("the log entry is empty");
    }
    var payload = json.path("Payload");
    return new LogEntry(
        HexFormat.of().parseHex(payload.path("logID").asText("")),
        payload.path("logIndex").asLong(-1),
        payload.path("integratedTime").asLong(),
        Base64.getDecoder().decode(payload.path("body").asText("")),
        Base64.getDecoder().decode(json.path("SignedEntryTimestamp").asText("")),
        null);
  }
}
