package dev.millrace.oci.notation;

import dev.millrace.oci.signature.Untrusted;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of the Notary Project for the certificates of signers. */
final class SignerChain {
  private static final String KEY_USAGE = "2.5.29.15";
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int CERTIFICATE_SIGNING = 5;
  private static final int NO_AUTHORITY = -1;

  /** Somebody may have found another certificate with the same hash. */
  private static final Pattern WEAK_HASH =
      Pattern.compile("(MD[245]|SHA-?1)(?![0-9])", Pattern.CASE_INSENSITIVE);

  /** Servers, clients, mail, time-stamping, OCSP. */
  private static final Set<String> OTHER_PURPOSES =
      Set.of(
          "1.3.6.1.5.5.7.3.1",
          "1.3.6.1.5.5.7.3.2",
          "1.3.6.1.5.5.7.3.4",
          "1.3.6.1.5.5.7.3.8",
          "1.3.6.1.5.5.7.3.9");

  /** Where the issuer tells what it revoked: lists, or a service. */
  private static final List<String> REVOCATION = List.of("2.5.29.31", "1.3.6.1.5.5.7.1.1");

  private SignerChain() {}

  /** Makes sure that each certificate is signed by the next one, and the last one by itself. */
  static void requireWellFormed(List<X509Certificate> chain) throws Untrusted {
    requireSigner(chain.getFirst());
    for (int i = 0; i < chain.size(); i++) {
      boolean isLast = i == chain.size() - 1;
      requireIssued(chain.get(i), isLast ? chain.get(i) : chain.get(i + 1));
      if (i > 0) {
        requireAuthority(chain.get(i), i - 1);
      }
    }
  }

  private static void requireIssued(X509Certificate certificate, X509Certificate issuer)
      throws Untrusted {
    if (WEAK_HASH.matcher(certificate.getSigAlgName()).find()) {
      throw new Untrusted(
          "a certificate of it is signed with the weak algorithm " + certificate.getSigAlgName());
    }
    try {
      certificate.verify(issuer.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new Untrusted("its certificates are no chain up to a root", e);
    }
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      throw new Untrusted("its certificates are no chain up to a root");
    }
  }

  private static void requireSigner(X509Certificate certificate) throws Untrusted {
    try {
      var purposes = certificate.getExtendedKeyUsage();
      boolean isForOthers =
          purposes != null && purposes.stream().anyMatch(OTHER_PURPOSES::contains);
      if (isForOthers
          || certificate.getBasicConstraints() != NO_AUTHORITY
          || !allows(certificate, DIGITAL_SIGNATURE)) {
        throw new Untrusted("its certificate is not meant for signing");
      }
    } catch (GeneralSecurityException e) {
      throw new Untrusted("its certificate can't be read", e);
    }
  }

  private static void requireAuthority(X509Certificate certificate, int below) throws Untrusted {
    int allowed = certificate.getBasicConstraints();
    if (allowed < below || !allows(certificate, CERTIFICATE_SIGNING)) {
      throw new Untrusted("a certificate of it is not one of an authority");
    }
  }

  private static boolean allows(X509Certificate certificate, int usage) {
    var usages = certificate.getKeyUsage();
    var critical = certificate.getCriticalExtensionOIDs();
    return usages != null && usages[usage] && critical != null && critical.contains(KEY_USAGE);
  }

  /** Whether one of the certificates is a trusted one. */
  static boolean isTrusted(List<X509Certificate> chain, List<X509Certificate> trusted) {
    return chain.stream().anyMatch(trusted::contains);
  }

  /** Whether all certificates were valid at a time. */
  static boolean isValid(List<X509Certificate> chain, Instant time) {
    return chain.stream()
        .allMatch(
            certificate ->
                !Date.from(time).before(certificate.getNotBefore())
                    && !Date.from(time).after(certificate.getNotAfter()));
  }

  /** Whether an issuer would have to be asked what it revoked. */
  static boolean canBeRevoked(List<X509Certificate> chain) {
    return chain.stream()
        .anyMatch(
            certificate ->
                REVOCATION.stream().anyMatch(name -> certificate.getExtensionValue(name) != null));
  }
}
