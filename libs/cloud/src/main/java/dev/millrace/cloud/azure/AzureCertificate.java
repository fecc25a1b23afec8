package dev.millrace.cloud.azure;

import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.SignedToken;
import dev.millrace.safety.Sensitive;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** A certificate as the proof of an application: it signs short-lived tokens. */
public final class AzureCertificate implements AzureApp.AssertionSource {
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final String clientId;
  private final PrivateKey key;
  private final String thumbprint;
  private final Clock clock;
  private final Supplier<UUID> ids;

  /**
   * Reads certificate and key.
   *
   * @param pem both, in any order; the key in PKCS #8 without passphrase
   * @throws CloudException if one of them is missing; the message quotes neither
   */
  public AzureCertificate(String clientId, Sensitive<String> pem, Clock clock, Supplier<UUID> ids)
      throws CloudException {
    this.clientId = clientId;
    this.key = SignedToken.rsaKey(pem);
    this.thumbprint = thumbprint(pem.reveal());
    this.clock = clock;
    this.ids = ids;
  }

  private static String thumbprint(String pem) throws CloudException {
    int start = pem.indexOf("-----BEGIN CERTIFICATE-----");
    try {
      if (start >= 0) {
        Certificate certificate =
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(
                        pem.substring(start).getBytes(StandardCharsets.US_ASCII)));
        byte[] hash = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
      }
    } catch (GeneralSecurityException e) {
      // Reported below.
    }
    throw new CloudException("there is no certificate in PEM form");
  }

  @Override
  public Sensitive<String> assertion(URI audience) throws CloudException {
    Instant now = clock.instant();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", audience.toString());
    claims.put("iss", clientId);
    claims.put("sub", clientId);
    claims.put("jti", ids.get().toString());
    claims.put("nbf", now.getEpochSecond());
    claims.put("exp", now.plus(LIFE).getEpochSecond());
    return SignedToken.rs256(Map.of("x5t", thumbprint), claims, key);
  }
}
