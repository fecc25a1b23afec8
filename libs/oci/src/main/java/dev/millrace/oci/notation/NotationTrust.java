package dev.millrace.oci.notation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.oci.signature.Untrusted;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Checks one signature as a statement of a trust policy wants it. */
final class NotationTrust {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Statement statement;
  private final List<X509Certificate> trusted;
  private final Clock clock;

  NotationTrust(Statement statement, List<X509Certificate> trusted, Clock clock) {
    this.statement = statement;
    this.trusted = trusted;
    this.clock = clock;
  }

  /**
   * Makes sure that a signature is as good as the statement wants.
   *
   * @return whether it is of somebody who is trusted; policies may allow others
   * @throws Untrusted when it is not
   */
  boolean require(Envelope envelope, Digest manifest) throws Untrusted {
    envelope.requireIntegrity();
    requireSubject(envelope, manifest);
    var stranger = authenticity(envelope);
    enforce(Check.AUTHENTICITY, stranger);
    enforce(Check.EXPIRY, expiry(envelope.headers()));
    enforce(Check.TIMESTAMP, timestamp(envelope));
    enforce(Check.REVOCATION, revocation(envelope));
    return stranger.isEmpty();
  }

  private void enforce(Check check, Optional<String> objection) throws Untrusted {
    if (objection.isPresent() && statement.level().enforced().contains(check)) {
      throw new Untrusted(objection.get());
    }
  }

  private static void requireSubject(Envelope envelope, Digest manifest) throws Untrusted {
    try {
      var target = JSON.readTree(envelope.payload()).path("targetArtifact");
      if (!target.path("digest").asText("").equals(manifest.toString())) {
        throw new Untrusted("it is about another manifest");
      }
    } catch (IOException e) {
      throw new Untrusted("its payload can't be read", e);
    }
  }

  private Optional<String> authenticity(Envelope envelope) {
    var store = envelope.headers().scheme().equals(Headers.X509) ? "ca" : "signingAuthority";
    if (!statement.hasStore(store)) {
      return Optional.of("the trust policy has no trust store of the type '%s'".formatted(store));
    }
    if (!SignerChain.isTrusted(envelope.chain(), trusted)) {
      return Optional.of("it is of no trusted authority");
    }
    var signer = envelope.chain().getFirst();
    return Subject.isAllowed(signer, statement.identities())
        ? Optional.empty()
        : Optional.of(
            "it is of '%s' and of no trusted identity".formatted(signer.getSubjectX500Principal()));
  }

  private Optional<String> expiry(Headers headers) {
    var expiry = headers.expiry();
    return expiry == null || clock.instant().isBefore(expiry)
        ? Optional.empty()
        : Optional.of("it expired at " + expiry);
  }

  private Optional<String> timestamp(Envelope envelope) {
    var signedAt = envelope.headers().authenticTime();
    var time = signedAt == null ? clock.instant() : signedAt;
    return SignerChain.isValid(envelope.chain(), time)
        ? Optional.empty()
        : Optional.of("a certificate of it is not valid at " + time);
  }

  private Optional<String> revocation(Envelope envelope) {
    boolean isSkipped = statement.level().skipped().contains(Check.REVOCATION);
    return isSkipped || !SignerChain.canBeRevoked(envelope.chain())
        ? Optional.empty()
        : Optional.of(
            "its certificates may have been revoked, which this version can't find out;"
                + " override 'revocation' with 'log' or 'skip' in the trust policy to accept that");
  }
}
