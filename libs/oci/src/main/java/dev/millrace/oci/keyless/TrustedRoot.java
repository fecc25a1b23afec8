package dev.millrace.oci.keyless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.oci.signature.VerificationKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance of Sigstore stands on, as its {@code trusted_root.json} says (version 0.1).
 *
 * @param logs that hold signatures
 * @param certificateLogs that hold certificates
 * @param authorities that give certificates to signers
 * @param clocks that tell the time of signatures
 */
public record TrustedRoot(
    List<TransparencyLog> logs,
    List<TransparencyLog> certificateLogs,
    List<Authority> authorities,
    List<Authority> clocks) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot";
  private static final int MAX_MEMBERS = 100;

  /** Copies the lists. */
  public TrustedRoot {
    logs = List.copyOf(logs);
    certificateLogs = List.copyOf(certificateLogs);
    authorities = List.copyOf(authorities);
    clocks = List.copyOf(clocks);
  }

  /**
   * Reads a trusted root.
   *
   * @throws IllegalArgumentException when it is none, with the reason for users
   */
  public static TrustedRoot parse(byte[] content) {
    try {
      var json = JSON.readTree(content);
      if (!json.path("mediaType").asText("").startsWith(MEDIA_TYPE)) {
        throw new IllegalArgumentException("its mediaType is not that of a trusted root");
      }
      return new TrustedRoot(
          logs(json.path("tlogs")),
          logs(json.path("ctlogs")),
          authorities(json.path("certificateAuthorities")),
          authorities(json.path("timestampAuthorities")));
    } catch (IOException | CertificateException | DateTimeException e) {
      throw new IllegalArgumentException("it can't be read as a trusted root", e);
    }
  }

  private static List<TransparencyLog> logs(JsonNode list) {
    var logs = new ArrayList<TransparencyLog>();
    for (var log : bounded(list)) {
      if (!log.path("hashAlgorithm").asText("").equals("SHA2_256")) {
        throw new IllegalArgumentException("a log of it does not hash with SHA2_256");
      }
      var key = log.path("publicKey");
      logs.add(
          new TransparencyLog(
              base64(log.path("logId").path("keyId")),
              VerificationKey.ofEncoded(base64(key.path("rawBytes"))),
              period(key.path("validFor"))));
    }
    return logs;
  }

  private static List<Authority> authorities(JsonNode list) throws CertificateException {
    var authorities = new ArrayList<Authority>();
    for (var authority : bounded(list)) {
      var chain = new ArrayList<X509Certificate>();
      for (var certificate : bounded(authority.path("certChain").path("certificates"))) {
        chain.add(certificate(base64(certificate.path("rawBytes"))));
      }
      if (chain.isEmpty()) {
        throw new IllegalArgumentException("an authority of it has no certificates");
      }
      authorities.add(new Authority(chain, period(authority.path("validFor"))));
    }
    return authorities;
  }

  static X509Certificate certificate(byte[] der) throws CertificateException {
    var factory = CertificateFactory.getInstance("X.509");
    return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
  }

  private static Period period(JsonNode json) {
    return new Period(time(json.get("start")), time(json.get("end")));
  }

  private static @Nullable Instant time(@Nullable JsonNode json) {
    return json == null || json.isNull() ? null : Instant.parse(json.asText());
  }

  private static JsonNode bounded(JsonNode list) {
    if (list.size() > MAX_MEMBERS) {
      throw new IllegalArgumentException(
          "a list of it has more than %d members".formatted(MAX_MEMBERS));
    }
    return list;
  }

  private static byte[] base64(JsonNode text) {
    return Base64.getDecoder().decode(text.asText(""));
  }
}
