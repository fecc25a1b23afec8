package dev.millrace.oci.notation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.oci.signature.Untrusted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads envelopes in the JSON form of JWS (RFC 7515, section 7.2.2). */
final class JwsEnvelope {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JwsEnvelope() {}

  static Envelope parse(byte[] content) throws Untrusted {
    try {
      var json = JSON.readTree(content);
      var header = json.path("protected").asText("");
      var payload = json.path("payload").asText("");
      var chain = new ArrayList<byte[]>();
      for (var certificate : json.path("header").path("x5c")) {
        chain.add(Base64.getDecoder().decode(certificate.asText("")));
      }
      return new Envelope(
          headers(JSON.readTree(decoded(header))),
          Envelope.certificates(chain),
          decoded(payload),
          (header + "." + payload).getBytes(StandardCharsets.US_ASCII),
          decoded(json.path("signature").asText("")));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new Untrusted("its envelope can't be read", e);
    }
  }

  private static Headers headers(JsonNode json) throws Untrusted {
    List<String> critical = new ArrayList<>();
    json.path("crit").forEach(name -> critical.add(name.asText("")));
    return new Headers(
        SignatureAlgorithm.named(json.path("alg").asText("")),
        json.path("cty").asText(""),
        critical,
        json.path(Headers.SCHEME).asText(""),
        time(json.get(Headers.AUTHENTIC_TIME)),
        time(json.get(Headers.EXPIRY)));
  }

  private static @Nullable Instant time(@Nullable JsonNode json) {
    return json == null ? null : OffsetDateTime.parse(json.asText("")).toInstant();
  }

  private static byte[] decoded(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }
}
