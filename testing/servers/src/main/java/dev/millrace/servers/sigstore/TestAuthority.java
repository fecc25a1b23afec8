package dev.millrace.servers.sigstore;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root and an authority below it that gives certificates. */
final class TestAuthority {
  private static final AtomicLong SERIAL = new AtomicLong(1);

  private final KeyPair keys = Keys.generate();
  private final X509CertificateHolder root;
  private final X509CertificateHolder certificate;

  /**
   * Makes an authority.
   *
   * @param end of its certificate
   */
  TestAuthority(String name, KeyPurposeId purpose, Instant start, Instant end) {
    KeyPair rootKeys = Keys.generate();
    X500Name rootName = new X500Name("CN=%s root".formatted(name));
    Instant rootEnd = start.plus(Duration.ofDays(3650));
    root =
        signed(constrained(rootName, rootName, rootKeys.getPublic(), start, rootEnd, 2), rootKeys);
    X509v3CertificateBuilder below =
        constrained(rootName, new X500Name("CN=" + name), keys.getPublic(), start, end, 1);
    extend(below, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    certificate = signed(below, rootKeys);
  }

  private static X509v3CertificateBuilder constrained(
      X500Name issuer, X500Name subject, PublicKey key, Instant start, Instant end, int path) {
    X509v3CertificateBuilder builder = builder(issuer, subject, key, start, end);
    extend(builder, Extension.basicConstraints, true, new BasicConstraints(path));
    extend(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    return builder;
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Instant start, Instant end) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        BigInteger.valueOf(SERIAL.incrementAndGet()),
        Date.from(start),
        Date.from(end),
        subject,
        key);
  }

  /** A certificate of this authority, to be extended and given to {@link #sign}. */
  X509v3CertificateBuilder leaf(X500Name subject, PublicKey key, Instant start, Instant end) {
    X509v3CertificateBuilder leaf = builder(certificate.getSubject(), subject, key, start, end);
    extend(leaf, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    return leaf;
  }

  X509CertificateHolder sign(X509v3CertificateBuilder builder) {
    return signed(builder, keys);
  }

  private static X509CertificateHolder signed(X509v3CertificateBuilder builder, KeyPair by) {
    try {
      return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate()));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  static void extend(
      X509v3CertificateBuilder builder,
      org.bouncycastle.asn1.ASN1ObjectIdentifier name,
      boolean critical,
      org.bouncycastle.asn1.ASN1Encodable value) {
    try {
      builder.addExtension(name, critical, value);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  PublicKey publicKey() {
    return keys.getPublic();
  }

  /** Its certificate, then the root's. */
  List<byte[]> chain() {
    try {
      return List.of(certificate.getEncoded(), root.getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
