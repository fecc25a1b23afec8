package dev.millrace.servers.sigstore;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** An authority that says when it saw something (RFC 3161). */
final class TestClock {
  private final KeyPair keys = Keys.generate();
  private final TestAuthority authority;
  private final X509CertificateHolder certificate;

  TestClock(Instant start) {
    Instant end = start.plus(Duration.ofDays(365));
    authority = new TestAuthority("clock", KeyPurposeId.id_kp_timeStamping, start, end);
    X509v3CertificateBuilder leaf =
        authority.leaf(new X500Name("CN=time"), keys.getPublic(), start, end);
    TestAuthority.extend(
        leaf,
        Extension.extendedKeyUsage,
        true,
        new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    certificate = authority.sign(leaf);
  }

  /** Its certificate and those above. */
  List<byte[]> chain() {
    try {
      List<byte[]> chain = new ArrayList<>(List.of(certificate.getEncoded()));
      chain.addAll(authority.chain());
      return chain;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer of the authority about some bytes. */
  byte[] answer(byte[] seen, Instant time) {
    try {
      TimeStampTokenGenerator tokens =
          new TimeStampTokenGenerator(
              new JcaSimpleSignerInfoGeneratorBuilder()
                  .build("SHA256withECDSA", keys.getPrivate(), certificate),
              new JcaDigestCalculatorProviderBuilder()
                  .build()
                  .get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(TSPAlgorithms.SHA256)),
              new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.2"));
      tokens.addCertificates(new JcaCertStore(List.of(certificate)));
      TimeStampRequestGenerator requests = new TimeStampRequestGenerator();
      requests.setCertReq(true);
      return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
          .generate(
              requests.generate(TSPAlgorithms.SHA256, Keys.sha256(seen)),
              BigInteger.TWO,
              Date.from(time))
          .getEncoded();
    } catch (IOException | TSPException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
