package dev.millrace.oci.keyless;

import dev.millrace.oci.signature.Untrusted;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** The time that an authority says a signature existed at (RFC 3161). */
final class SignedTime {
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

  private SignedTime() {}

  /**
   * The time of a signature.
   *
   * @param answer of the authority in DER form
   * @return empty when it is of no trusted authority, or about something else
   */
  static Optional<Instant> of(byte[] answer, byte[] signature, List<Authority> clocks) {
    try {
      var token = new TimeStampResponse(answer).getTimeStampToken();
      if (token == null || !isAbout(token, signature)) {
        return Optional.empty();
      }
      var time = token.getTimeStampInfo().getGenTime().toInstant();
      return clocks.stream().anyMatch(clock -> isOf(token, clock, time))
          ? Optional.of(time)
          : Optional.empty();
    } catch (IOException | TSPException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isAbout(TimeStampToken token, byte[] signature) {
    var info = token.getTimeStampInfo();
    var algorithm = algorithm(info.getMessageImprintAlgOID());
    return algorithm.isPresent()
        && java.util.Arrays.equals(
            info.getMessageImprintDigest(), Hashes.of(algorithm.get(), signature));
  }

  private static Optional<String> algorithm(ASN1ObjectIdentifier name) {
    if (name.equals(NISTObjectIdentifiers.id_sha256)) {
      return Optional.of("SHA-256");
    }
    if (name.equals(NISTObjectIdentifiers.id_sha384)) {
      return Optional.of("SHA-384");
    }
    return name.equals(NISTObjectIdentifiers.id_sha512) ? Optional.of("SHA-512") : Optional.empty();
  }

  private static boolean isOf(TimeStampToken token, Authority clock, Instant time) {
    try {
      var certificate = signer(token, clock);
      if (certificate.isEmpty()) {
        return false;
      }
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(certificate.get()));
      clock.issuerOf(certificate.get(), TIME_STAMPING, time);
      return true;
    } catch (TSPException | OperatorCreationException | GeneralSecurityException e) {
      return false;
    } catch (IOException | Untrusted e) {
      return false;
    }
  }

  /** The authority's certificate: named by the trusted root, or else put into the answer. */
  private static Optional<X509Certificate> signer(TimeStampToken token, Authority clock)
      throws GeneralSecurityException, IOException {
    var first = clock.chain().getFirst();
    if (first.getBasicConstraints() < 0) {
      return Optional.of(first);
    }
    for (var found : token.getCertificates().getMatches(token.getSID())) {
      return Optional.of(TrustedRoot.certificate(((X509CertificateHolder) found).getEncoded()));
    }
    return Optional.empty();
  }
}
