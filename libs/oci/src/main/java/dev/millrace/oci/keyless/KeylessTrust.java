package dev.millrace.oci.keyless;

import dev.millrace.oci.signature.SignedClaim;
import dev.millrace.oci.signature.Trust;
import dev.millrace.oci.signature.Untrusted;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Trust in people and workflows that an identity provider vouches for (FLUX.md 2.2, {@code
 * matchOIDCIdentity}). A signature counts when its certificate comes from a trusted authority, is
 * known to a certificate log, was valid when a transparency log or a time-stamping authority saw
 * the signature, and names an accepted signer.
 */
public final class KeylessTrust implements Trust {
  private final TrustedRoot root;
  private final List<Identity> identities;

  /**
   * Trust in some identities.
   *
   * @param identities accepted; none accepts, as Flux does, everybody with a certificate
   */
  public KeylessTrust(TrustedRoot root, List<Identity> identities) {
    this.root = root;
    this.identities = List.copyOf(identities);
  }

  @Override
  public void require(SignedClaim claim) throws Untrusted {
    var der = claim.evidence().certificate();
    if (der == null) {
      throw new Untrusted("it was made with a key and has no certificate");
    }
    var signer = SigningCertificate.parse(der);
    var times = times(claim, signer);
    X509Certificate issuer = signer.issuer(root.authorities(), times.getFirst());
    for (var time : times) {
      signer.issuer(root.authorities(), time);
    }
    CertificateTimestamps.require(signer, issuer, root.certificateLogs());
    if (!signer.key().verifies(claim.message(), claim.signature())) {
      throw new Untrusted("it is not made with the key of its certificate");
    }
    requireIdentity(signer);
  }

  /** When the signature surely existed: at least one time. */
  private List<Instant> times(SignedClaim claim, SigningCertificate signer) throws Untrusted {
    var times = new ArrayList<Instant>();
    var logs = new ArrayList<TransparencyLog>();
    for (var entry : claim.evidence().entries()) {
      for (var log : root.logs()) {
        if (log.isNamed(entry.logId())) {
          EntryContent.parse(entry.body()).requireAbout(claim, signer);
          new LogProof(log).require(entry).ifPresent(times::add);
          logs.add(log);
        }
      }
    }
    if (logs.isEmpty()) {
      throw new Untrusted("no trusted transparency log knows it");
    }
    // Logs of the second generation tell no time: an authority has to.
    if (times.isEmpty()) {
      for (var answer : claim.evidence().timestamps()) {
        SignedTime.of(answer, claim.signature(), root.clocks()).ifPresent(times::add);
      }
    }
    if (times.isEmpty()) {
      throw new Untrusted("nobody who is trusted says when it was made");
    }
    if (!logs.stream().allMatch(log -> times.stream().allMatch(log.period()::contains))) {
      throw new Untrusted("the key of its transparency log was not in use then");
    }
    return times;
  }

  private void requireIdentity(SigningCertificate signer) throws Untrusted {
    if (identities.isEmpty()) {
      return;
    }
    for (var identity : identities) {
      if (identity.matches(signer)) {
        return;
      }
    }
    throw new Untrusted(
        "it is of %s, whom '%s' vouches for, and of no identity of spec.verify.matchOIDCIdentity"
            .formatted(signer.subjects(), signer.provider()));
  }
}
