package dev.millrace.servers.sigstore;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.OciRegistry.Layer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** Signs as cosign does without keys, and knows how to do it wrong. */
public final class SigstoreInstance {
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
  private static final String PAYLOAD = "application/vnd.dev.cosign.simplesigning.v1+json";
  private static final String STATEMENT = "application/vnd.in-toto+json";
  private static final ASN1ObjectIdentifier ISSUER =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.8");
  private static final ASN1ObjectIdentifier ISSUER_AS_BYTES =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.1");
  private static final ASN1ObjectIdentifier PROMISES =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String LOG_ADDRESS = "https://rekor.localhost";

  private final Instant signedAt;
  private final TestAuthority authority;
  private final TestAuthority expiredAuthority;
  private final TestCertificateLog certificateLog = new TestCertificateLog();
  private final TestLog log = new TestLog("rekor.localhost - 1193050959916656506");
  private final TestLog logWithoutTime = new TestLog("rekor2.localhost");
  private final TestClock clock;

  /**
   * Makes an instance.
   *
   * @param signedAt when its signatures are made
   */
  public SigstoreInstance(Instant signedAt) {
    this.signedAt = signedAt;
    Instant start = signedAt.minus(Duration.ofDays(30));
    Instant end = signedAt.plus(Duration.ofDays(30));
    authority = new TestAuthority("fulcio", KeyPurposeId.id_kp_codeSigning, start, end);
    expiredAuthority =
        new TestAuthority(
            "old", KeyPurposeId.id_kp_codeSigning, start, signedAt.minus(Duration.ofDays(1)));
    clock = new TestClock(start);
  }

  /** What verifiers are told about this instance: a {@code trusted_root.json}. */
  public String trustedRoot() {
    return json(
        Map.of(
            "mediaType",
            "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
            "tlogs",
            List.of(
                log(LOG_ADDRESS, log.publicKey()),
                log("https://rekor2.localhost", logWithoutTime.publicKey())),
            "ctlogs",
            List.of(log("https://ct.localhost", certificateLog.publicKey())),
            "certificateAuthorities",
            List.of(authority(authority.chain()), authority(expiredAuthority.chain())),
            "timestampAuthorities",
            List.of(authority(clock.chain()))));
  }

  private Map<String, Object> log(String address, PublicKey key) {
    return Map.of(
        "baseUrl",
        address,
        "hashAlgorithm",
        "SHA2_256",
        "publicKey",
        Map.of(
            "rawBytes",
            Keys.base64(key.getEncoded()),
            "keyDetails",
            "PKIX_ECDSA_P256_SHA_256",
            "validFor",
            period()),
        "logId",
        Map.of("keyId", Keys.base64(Keys.sha256(key.getEncoded()))));
  }

  private Map<String, Object> authority(List<byte[]> chain) {
    List<Map<String, String>> certificates =
        chain.stream().map(der -> Map.of("rawBytes", Keys.base64(der))).toList();
    return Map.of(
        "subject",
        Map.of("organization", "test", "commonName", "test"),
        "uri",
        "https://fulcio.localhost",
        "certChain",
        Map.of("certificates", certificates),
        "validFor",
        period());
  }

  private Map<String, String> period() {
    return Map.of("start", signedAt.minus(Duration.ofDays(30)).toString());
  }

  /** Signs a manifest for somebody. */
  public void sign(
      OciRegistry registry,
      String repository,
      String digest,
      String subject,
      String issuer,
      Layout layout,
      Flaw flaw) {
    KeyPair keys = Keys.generate();
    X509CertificateHolder certificate = certificate(keys.getPublic(), subject, issuer, flaw);
    KeyPair signer = flaw == Flaw.FORGED_SIGNATURE ? Keys.generate() : keys;
    if (layout == Layout.TAG) {
      signUnderTag(registry, repository, digest, signer, certificate, flaw);
    } else {
      boolean withClock = layout == Layout.BUNDLE_WITH_CLOCK;
      signInBundle(registry, repository, digest, signer, certificate, withClock, flaw);
    }
  }

  private X509CertificateHolder certificate(
      PublicKey key, String subject, String issuer, Flaw flaw) {
    Instant start = signedAt.minus(Duration.ofMinutes(flaw == Flaw.EXPIRED_CERTIFICATE ? 30 : 1));
    TestAuthority by =
        switch (flaw) {
          case EXPIRED_AUTHORITY -> expiredAuthority;
          case FOREIGN_AUTHORITY -> new SigstoreInstance(signedAt).authority;
          default -> authority;
        };
    X509v3CertificateBuilder leaf =
        by.leaf(new X500Name(""), key, start, start.plus(Duration.ofMinutes(10)));
    KeyPurposeId purpose =
        flaw == Flaw.WRONG_PURPOSE ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_codeSigning;
    TestAuthority.extend(leaf, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    int kind =
        subject.contains("://") ? GeneralName.uniformResourceIdentifier : GeneralName.rfc822Name;
    TestAuthority.extend(
        leaf,
        Extension.subjectAlternativeName,
        true,
        new GeneralNames(new GeneralName(kind, subject)));
    TestAuthority.extend(leaf, ISSUER, false, new DERUTF8String(issuer));
    extendWithBytes(leaf, issuer);
    if (flaw != Flaw.NO_CERTIFICATE_LOG) {
      TestCertificateLog by2 =
          flaw == Flaw.FOREIGN_CERTIFICATE_LOG ? new TestCertificateLog() : certificateLog;
      byte[] promises = by2.promises(by.sign(leaf), by.publicKey(), signedAt);
      TestAuthority.extend(leaf, PROMISES, false, new DEROctetString(promises));
    }
    return by.sign(leaf);
  }

  /** The older extension for the issuer is no ASN.1 at all. */
  private static void extendWithBytes(X509v3CertificateBuilder leaf, String issuer) {
    try {
      leaf.addExtension(ISSUER_AS_BYTES, false, issuer.getBytes(StandardCharsets.UTF_8));
    } catch (CertIOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signUnderTag(
      OciRegistry registry,
      String repository,
      String digest,
      KeyPair signer,
      X509CertificateHolder certificate,
      Flaw flaw) {
    byte[] payload =
        """
        {"critical":{"identity":{"docker-reference":"%s/%s"},\
        "image":{"docker-manifest-digest":"%s"},\
        "type":"cosign container image signature"},"optional":null}"""
            .formatted(registry.host(), repository, digest)
            .getBytes(StandardCharsets.UTF_8);
    byte[] signature = Keys.sign(signer.getPrivate(), payload);
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("dev.cosignproject.cosign/signature", Keys.base64(signature));
    if (flaw != Flaw.NO_CERTIFICATE) {
      annotations.put("dev.sigstore.cosign/certificate", pem(certificate));
    }
    if (flaw != Flaw.NO_LOG_ENTRY) {
      annotations.put(
          "dev.sigstore.cosign/bundle", entryUnderTag(payload, signature, certificate, flaw));
    }
    registry.putArtifact(
        repository,
        digest.replace(':', '-') + ".sig",
        "application/vnd.oci.image.config.v1+json",
        List.of(new Layer(PAYLOAD, payload, annotations)),
        Map.of());
  }

  private String entryUnderTag(
      byte[] payload, byte[] signature, X509CertificateHolder certificate, Flaw flaw) {
    byte[] body = Entries.hashed(seen(payload, flaw), signature, pem(certificate));
    TestLog by = flaw == Flaw.FOREIGN_LOG ? new TestLog("other") : log;
    long time = signedAt.getEpochSecond();
    return json(
        Map.of(
            "SignedEntryTimestamp",
            Keys.base64(by.promise(body, time)),
            "Payload",
            Map.of(
                "body", Keys.base64(body),
                "integratedTime", flaw == Flaw.FORGED_PROMISE ? time + 1 : time,
                "logIndex", by.globalIndex(),
                "logID", HexFormat.of().formatHex(by.id()))));
  }

  private static byte[] seen(byte[] content, Flaw flaw) {
    return flaw == Flaw.ENTRY_OF_ANOTHER ? "another".getBytes(StandardCharsets.UTF_8) : content;
  }

  private void signInBundle(
      OciRegistry registry,
      String repository,
      String digest,
      KeyPair signer,
      X509CertificateHolder certificate,
      boolean withClock,
      Flaw flaw) {
    byte[] statement =
        """
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"%s"}}],\
        "predicateType":"https://sigstore.dev/cosign/sign/v1","predicate":{}}"""
            .formatted(digest.substring("sha256:".length()))
            .getBytes(StandardCharsets.UTF_8);
    byte[] message = Entries.preAuthenticated(STATEMENT, statement);
    byte[] signature = Keys.sign(signer.getPrivate(), message);
    Map<String, Object> material = new LinkedHashMap<>();
    if (flaw != Flaw.NO_CERTIFICATE) {
      material.put("certificate", Map.of("rawBytes", Keys.base64(der(certificate))));
    }
    if (flaw != Flaw.NO_LOG_ENTRY) {
      material.put(
          "tlogEntries",
          List.of(
              withClock
                  ? entryWithoutTime(seen(message, flaw), signature, certificate, flaw)
                  : entry(seen(statement, flaw), signature, certificate, flaw)));
    }
    if (withClock) {
      TestClock by = flaw == Flaw.FOREIGN_CLOCK ? new TestClock(signedAt) : clock;
      byte[] shown = flaw == Flaw.TIME_OF_ANOTHER ? new byte[] {1} : signature;
      material.put(
          "timestampVerificationData",
          Map.of(
              "rfc3161Timestamps",
              List.of(Map.of("signedTimestamp", Keys.base64(by.answer(shown, signedAt))))));
    }
    Map<String, Object> envelope =
        Map.of(
            "payload", Keys.base64(statement),
            "payloadType", STATEMENT,
            "signatures", List.of(Map.of("sig", Keys.base64(signature))));
    String bundle =
        json(
            Map.of(
                "mediaType", BUNDLE, "verificationMaterial", material, "dsseEnvelope", envelope));
    registry.putReferrer(
        repository, digest, BUNDLE, new Layer(BUNDLE, bundle.getBytes(StandardCharsets.UTF_8)));
  }

  private Map<String, Object> entry(
      byte[] payload, byte[] signature, X509CertificateHolder certificate, Flaw flaw) {
    TestLog by = flaw == Flaw.FOREIGN_LOG ? new TestLog("other - 1") : log;
    byte[] body = Entries.envelope(payload, signature, pem(certificate));
    long time = signedAt.getEpochSecond();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("logIndex", Long.toString(by.globalIndex()));
    entry.put("logId", Map.of("keyId", Keys.base64(by.id())));
    entry.put("kindVersion", Map.of("kind", "dsse", "version", "0.0.1"));
    entry.put("integratedTime", Long.toString(flaw == Flaw.FORGED_PROMISE ? time + 1 : time));
    entry.put(
        "inclusionPromise", Map.of("signedEntryTimestamp", Keys.base64(by.promise(body, time))));
    entry.put("inclusionProof", proof(by, body, flaw));
    entry.put("canonicalizedBody", Keys.base64(body));
    return entry;
  }

  private Map<String, Object> entryWithoutTime(
      byte[] message, byte[] signature, X509CertificateHolder certificate, Flaw flaw) {
    TestLog by = flaw == Flaw.FOREIGN_LOG ? new TestLog("other") : logWithoutTime;
    byte[] body = Entries.hashedWithoutTime(message, signature, der(certificate));
    return Map.of(
        "logIndex", Integer.toString(by.treeIndex()),
        "logId", Map.of("keyId", Keys.base64(by.id())),
        "kindVersion", Map.of("kind", "hashedrekord", "version", "0.0.2"),
        "inclusionProof", proof(by, body, flaw),
        "canonicalizedBody", Keys.base64(body));
  }

  private static Map<String, Object> proof(TestLog by, byte[] body, Flaw flaw) {
    return by.proof(body, flaw == Flaw.FORGED_PROOF, flaw == Flaw.FORGED_CHECKPOINT);
  }

  private static String pem(X509CertificateHolder certificate) {
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der(certificate)));
  }

  private static byte[] der(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Map<String, ?> object) {
    return JSON.valueToTree(object).toString();
  }
}
