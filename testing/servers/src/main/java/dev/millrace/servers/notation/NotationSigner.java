package dev.millrace.servers.notation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.OciRegistry.Layer;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Somebody with a certificate of an authority of their own, who signs as notation does. */
public final class NotationSigner {
  private static final String TYPE = "application/vnd.cncf.notary.signature";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final boolean rsa;
  private final Instant now;
  private final KeyPair keys;
  private final byte[] root;
  private final byte[] leaf;

  /** What is special about the certificate. */
  public enum Special {
    /** Nothing. */
    NONE,
    /** It is over. */
    EXPIRED,
    /** It is meant for servers. */
    FOR_SERVERS,
    /** It names a list of revoked certificates. */
    REVOCABLE,
    /** It is signed over a hash for which collisions are known. */
    WEAKLY_SIGNED
  }

  /**
   * Makes a signer.
   *
   * @param kind {@code EC} or {@code RSA}
   * @param subject distinguished name in the certificate
   */
  public NotationSigner(String kind, String subject, Instant now, Special special) {
    this.rsa = kind.equals("RSA");
    this.now = now;
    this.keys = generate();
    KeyPair rootKeys = generate();
    X500Name rootName = new X500Name("C=US,ST=WA,O=Root,CN=root");
    Instant end = now.plus(Duration.ofDays(special == Special.EXPIRED ? -1 : 30));
    X509v3CertificateBuilder rootBuilder =
        builder(rootName, rootName, rootKeys.getPublic(), now.plus(Duration.ofDays(60)));
    extend(rootBuilder, Extension.basicConstraints, new BasicConstraints(1));
    extend(rootBuilder, Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign));
    root = signed(rootBuilder, rootKeys.getPrivate(), "SHA256");
    X509v3CertificateBuilder builder =
        builder(rootName, new X500Name(subject), keys.getPublic(), end);
    extend(builder, Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature));
    KeyPurposeId purpose =
        special == Special.FOR_SERVERS
            ? KeyPurposeId.id_kp_serverAuth
            : KeyPurposeId.id_kp_codeSigning;
    extend(builder, Extension.extendedKeyUsage, new ExtendedKeyUsage(purpose));
    if (special == Special.REVOCABLE) {
      extend(builder, Extension.cRLDistributionPoints, revocationList());
    }
    String hash = special == Special.WEAKLY_SIGNED ? "SHA1" : "SHA256";
    leaf = signed(builder, rootKeys.getPrivate(), hash);
  }

  private static CRLDistPoint revocationList() {
    GeneralNames names =
        new GeneralNames(
            new GeneralName(GeneralName.uniformResourceIdentifier, "http://crl.localhost/list"));
    return new CRLDistPoint(
        new DistributionPoint[] {
          new DistributionPoint(new DistributionPointName(names), null, null)
        });
  }

  private KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
      generator.initialize(rsa ? 2048 : 256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Instant end) {
    Date start = Date.from(now.minus(Duration.ofDays(60)));
    BigInteger serial = BigInteger.valueOf(Math.abs(subject.hashCode()) + 1L);
    return new JcaX509v3CertificateBuilder(issuer, serial, start, Date.from(end), subject, key);
  }

  private static void extend(
      X509v3CertificateBuilder builder,
      org.bouncycastle.asn1.ASN1ObjectIdentifier name,
      org.bouncycastle.asn1.ASN1Encodable value) {
    try {
      builder.addExtension(name, !name.equals(Extension.cRLDistributionPoints), value);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] signed(X509v3CertificateBuilder builder, PrivateKey by, String hash) {
    try {
      String scheme = hash + (rsa ? "withRSA" : "withECDSA");
      return builder.build(new JcaContentSignerBuilder(scheme).build(by)).getEncoded();
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The authority's certificate in PEM form. */
  public String authority() {
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(root));
  }

  /** Signs a manifest. */
  public void sign(OciRegistry registry, String repository, String digest, SigningWish wish) {
    byte[] payload =
        """
        {"targetArtifact":{"mediaType":"%s","digest":"%s","size":%d}}"""
            .formatted(
                OciRegistry.MANIFEST,
                Objects.requireNonNullElse(wish.about(), digest),
                registry.size(repository, digest))
            .getBytes(StandardCharsets.UTF_8);
    Layer envelope =
        wish.cose()
            ? new Layer("application/cose", cose(payload, wish))
            : new Layer("application/jose+json", jws(payload, wish));
    registry.putReferrer(repository, digest, TYPE, envelope);
  }

  private byte[] jws(byte[] payload, SigningWish wish) {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("alg", rsa ? "PS256" : "ES256");
    headers.put("cty", wish.contentType());
    headers.put("crit", critical(wish));
    times(wish).forEach((name, time) -> headers.put(name, time.toString()));
    headers.put("io.cncf.notary.signingScheme", wish.scheme());
    wish.critical().forEach(name -> headers.put(name, "x"));
    String message = url(json(headers)) + "." + url(payload);
    return json(
        Map.of(
            "payload",
            url(payload),
            "protected",
            url(json(headers)),
            "header",
            Map.of(
                "x5c",
                List.of(
                    Base64.getEncoder().encodeToString(leaf),
                    Base64.getEncoder().encodeToString(root))),
            "signature",
            url(signature(message.getBytes(StandardCharsets.US_ASCII), wish))));
  }

  private byte[] cose(byte[] payload, SigningWish wish) {
    Map<Object, Object> headers = new LinkedHashMap<>();
    headers.put(1L, rsa ? -37L : -7L);
    headers.put(2L, critical(wish));
    headers.put(3L, wish.contentType());
    times(wish)
        .forEach((name, time) -> headers.put(name, new TestCbor.Tagged(1, time.getEpochSecond())));
    headers.put("io.cncf.notary.signingScheme", wish.scheme());
    wish.critical().forEach(name -> headers.put(name, "x"));
    byte[] encoded = TestCbor.of(headers);
    byte[] message = TestCbor.of(List.of("Signature1", encoded, new byte[0], payload));
    return TestCbor.of(
        new TestCbor.Tagged(
            18,
            List.of(encoded, Map.of(33L, List.of(leaf, root)), payload, signature(message, wish))));
  }

  private static List<String> critical(SigningWish wish) {
    List<String> critical = new ArrayList<>(List.of("io.cncf.notary.signingScheme"));
    if (wish.expiry() != null) {
      critical.add("io.cncf.notary.expiry");
    }
    if (namesAuthenticTime(wish)) {
      critical.add("io.cncf.notary.authenticSigningTime");
    }
    critical.addAll(wish.critical());
    return critical;
  }

  private Map<String, Instant> times(SigningWish wish) {
    Map<String, Instant> times = new LinkedHashMap<>();
    times.put(
        namesAuthenticTime(wish)
            ? "io.cncf.notary.authenticSigningTime"
            : "io.cncf.notary.signingTime",
        now.minus(Duration.ofDays(10)));
    if (wish.expiry() != null) {
      times.put("io.cncf.notary.expiry", wish.expiry());
    }
    return times;
  }

  private static boolean namesAuthenticTime(SigningWish wish) {
    return wish.ownTime() || wish.scheme().endsWith("signingAuthority");
  }

  private byte[] signature(byte[] message, SigningWish wish) {
    try {
      Signature signer = Signature.getInstance(rsa ? "RSASSA-PSS" : "SHA256withECDSAinP1363Format");
      if (rsa) {
        signer.setParameter(
            new PSSParameterSpec("SHA-256", "MGF1", new MGF1ParameterSpec("SHA-256"), 32, 1));
      }
      signer.initSign(wish.forged() ? generate().getPrivate() : keys.getPrivate());
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] json(Map<String, ?> object) {
    return JSON.valueToTree(object).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
