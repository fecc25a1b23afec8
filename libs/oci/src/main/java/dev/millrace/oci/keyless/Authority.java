package dev.millrace.oci.keyless;

import dev.millrace.oci.signature.Untrusted;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * Who gives certificates to signers (Fulcio) or to those who tell the time.
 *
 * @param chain certificates up to the root, which is the last one
 * @param period when the authority was in use
 */
record Authority(List<X509Certificate> chain, Period period) {
  private static final String ANY_PURPOSE = "2.5.29.37.0";
  private static final int MAX_PATH = 8;

  Authority {
    chain = List.copyOf(chain);
  }

  /**
   * Makes sure that this authority gave a certificate that was good at a time, as were all
   * certificates above it.
   *
   * @param purpose the extended key usage that the certificate needs
   * @return the certificate of who signed it
   * @throws Untrusted when it did not
   */
  X509Certificate issuerOf(X509Certificate certificate, String purpose, Instant time)
      throws Untrusted {
    if (!period.contains(time)) {
      throw new Untrusted("its authority was not in use at " + time);
    }
    requirePurpose(certificate, purpose, true);
    try {
      var path = path(certificate, time);
      for (var above : path.getCertPath().getCertificates().stream().skip(1).toList()) {
        requirePurpose((X509Certificate) above, purpose, false);
      }
      var above = path.getCertPath().getCertificates().stream().skip(1).findFirst();
      return above.isPresent()
          ? (X509Certificate) above.get()
          : path.getTrustAnchor().getTrustedCert();
    } catch (CertPathBuilderException e) {
      throw new Untrusted(
          "its certificate is of no trusted authority, or was not valid at %s".formatted(time), e);
    } catch (GeneralSecurityException e) {
      throw new Untrusted("its certificate can't be checked", e);
    }
  }

  private PKIXCertPathBuilderResult path(X509Certificate certificate, Instant time)
      throws GeneralSecurityException {
    requireValid(chain.getLast(), time);
    var target = new X509CertSelector();
    target.setCertificate(certificate);
    var parameters =
        new PKIXBuilderParameters(Set.of(new TrustAnchor(chain.getLast(), null)), target);
    var between = chain.subList(0, chain.size() - 1);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(between)));
    parameters.addCertStore(
        CertStore.getInstance(
            "Collection", new CollectionCertStoreParameters(List.of(certificate))));
    parameters.setRevocationEnabled(false);
    parameters.setMaxPathLength(MAX_PATH);
    parameters.setDate(Date.from(time));
    return (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
  }

  /** Java takes roots as they are; we want them valid too. */
  private static void requireValid(X509Certificate root, Instant time)
      throws CertPathBuilderException {
    try {
      root.checkValidity(Date.from(time));
    } catch (GeneralSecurityException e) {
      throw new CertPathBuilderException("the root was not valid", e);
    }
  }

  private static void requirePurpose(X509Certificate certificate, String purpose, boolean isLeaf)
      throws Untrusted {
    try {
      var purposes = certificate.getExtendedKeyUsage();
      boolean fits =
          purposes == null
              ? !isLeaf
              : purposes.contains(purpose) || (!isLeaf && purposes.contains(ANY_PURPOSE));
      if (!fits) {
        throw new Untrusted("a certificate of it is meant for another purpose");
      }
    } catch (CertificateParsingException e) {
      throw new Untrusted("a certificate of it can't be read", e);
    }
  }
}
