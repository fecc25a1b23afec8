package dev.millrace.gotemplate.crypto;

import dev.millrace.safety.Sha256;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes certificates for servers and clients, and authorities that sign them, with the contents
 * that Sprig gives them.
 */
public final class CertificateAuthority {
  private static final int KEY_BITS = 2048;
  private static final int SERIAL_BITS = 128;
  private static final int KEY_ID_BYTES = 20;
  private static final int SERVICE_USAGE = KeyUsage.keyEncipherment | KeyUsage.digitalSignature;

  private final InstantSource clock;
  private final SecureRandom random;

  /** Certificates are valid from the time of the clock on; keys come from the randomness. */
  public CertificateAuthority(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** A new RSA private key in PEM, for a certificate whose key is not given. */
  public String newKey() throws CryptoFailure {
    return new KeyGenerator(random).rsa(KEY_BITS).pem();
  }

  /** A certificate authority that signs itself. */
  public Certificate authority(CertificateRequest request, String keyPem) throws CryptoFailure {
    KeyPair key = parse(keyPem, "parsing private key: ");
    return issue(request, key, Issuer.self(request, key), true);
  }

  /** A certificate that signs itself. */
  public Certificate selfSigned(CertificateRequest request, String keyPem) throws CryptoFailure {
    KeyPair key = parse(keyPem, "parsing private key: ");
    return issue(request, key, Issuer.self(request, key), false);
  }

  /** A certificate that an authority signs. */
  public Certificate signed(CertificateRequest request, Certificate authority, String keyPem)
      throws CryptoFailure {
    KeyPair key = parse(keyPem, "parsing private key: ");
    X509CertificateHolder holder = certificate(authority.cert(), "decodedSignerCert");
    KeyPair signer = parse(authority.key(), "error parsing private key: ");
    if (!holder.getSubjectPublicKeyInfo().equals(signer.publicKeyInfo())) {
      throw new CryptoFailure(
          "error creating certificate: x509: provided PrivateKey doesn't match parent's PublicKey");
    }
    return issue(request, key, new Issuer(holder.getSubject(), signer, keyId(holder)), false);
  }

  /**
   * Checks a certificate and a key that come from elsewhere.
   *
   * @throws CryptoFailure when one of them cannot be read
   */
  public static Certificate custom(String certPem, String keyPem) throws CryptoFailure {
    certificate(certPem, "decodedCert");
    parse(keyPem, "error parsing private key: ");
    return new Certificate(certPem, keyPem);
  }

  /**
   * Who signs.
   *
   * @param name the subject of the signer
   * @param key the key to sign with
   * @param keyId the identifier of that key, or null where the signer's certificate has none
   */
  private record Issuer(X500Name name, KeyPair key, byte @Nullable [] keyId) {
    static Issuer self(CertificateRequest request, KeyPair key) {
      return new Issuer(Subjects.name(request.commonName()), key, null);
    }
  }

  private static KeyPair parse(String pem, String context) throws CryptoFailure {
    try {
      return KeyPair.parse(pem);
    } catch (CryptoFailure e) {
      throw new CryptoFailure(context + e.getMessage(), e);
    }
  }

  private static X509CertificateHolder certificate(String text, String name) throws CryptoFailure {
    Pem pem = Pem.first(text);
    if (pem == null) {
      throw new CryptoFailure("unable to decode certificate");
    }
    try {
      return new X509CertificateHolder(pem.content());
    } catch (IOException | RuntimeException e) {
      throw new CryptoFailure(
          "error parsing certificate: " + name + ".Bytes: x509: malformed certificate", e);
    }
  }

  private static byte @Nullable [] keyId(X509CertificateHolder holder) {
    Extension extension = holder.getExtension(Extension.subjectKeyIdentifier);
    return extension == null
        ? null
        : SubjectKeyIdentifier.getInstance(extension.getParsedValue()).getKeyIdentifier();
  }

  private Certificate issue(
      CertificateRequest request, KeyPair key, Issuer issuer, boolean isAuthority)
      throws CryptoFailure {
    Instant now = clock.instant();
    SubjectPublicKeyInfo publicKey = key.publicKeyInfo();
    var builder =
        new X509v3CertificateBuilder(
            issuer.name,
            new BigInteger(SERIAL_BITS, random),
            Date.from(now),
            Date.from(now.plus(request.validity())),
            Subjects.name(request.commonName()),
            publicKey);
    try {
      addUsage(builder, isAuthority);
      addKeyIds(builder, request, issuer, isAuthority, publicKey);
      addAlternatives(builder, request);
      byte[] content = builder.build(Signers.of(issuer.key, random)).getEncoded();
      return new Certificate(new Pem("CERTIFICATE", content).text(), key.pem());
    } catch (IOException e) {
      throw new CryptoFailure("error creating certificate: cannot encode it", e);
    }
  }

  private static void addUsage(X509v3CertificateBuilder builder, boolean isAuthority)
      throws IOException {
    int usage = isAuthority ? SERVICE_USAGE | KeyUsage.keyCertSign : SERVICE_USAGE;
    KeyPurposeId[] purposes = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
  }

  private static void addKeyIds(
      X509v3CertificateBuilder builder,
      CertificateRequest request,
      Issuer issuer,
      boolean isAuthority,
      SubjectPublicKeyInfo publicKey)
      throws IOException {
    if (isAuthority) {
      byte[] id = Arrays.copyOf(Sha256.of(publicKey.getPublicKeyData().getBytes()), KEY_ID_BYTES);
      builder.addExtension(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(id));
    }
    boolean ownName = issuer.name.equals(Subjects.name(request.commonName()));
    if (issuer.keyId != null && !ownName) {
      builder.addExtension(
          Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(issuer.keyId));
    }
  }

  private static void addAlternatives(X509v3CertificateBuilder builder, CertificateRequest request)
      throws IOException, CryptoFailure {
    GeneralNames names = Subjects.alternatives(request);
    if (names.getNames().length > 0) {
      boolean critical = request.commonName().isEmpty();
      builder.addExtension(Extension.subjectAlternativeName, critical, names);
    }
  }
}
