package dev.millrace.oci.notation;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.oci.Descriptor;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Manifest;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.oci.signature.Untrusted;
import dev.millrace.safety.BoundedReads;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks that a manifest was signed with notation, as Flux does for {@code provider: notation}
 * (FLUX.md 2.2). Signatures are found by the registry's list of referrers, or by the tag that
 * stands in for it.
 */
public final class NotationSignatures {
  private static final String TYPE = "application/vnd.cncf.notary.signature";
  private static final int MAX_SIGNATURES = 100;
  private static final int MAX_OBJECTIONS = 3;
  private static final long MAX_BYTES = 1 << 20;

  private final RegistryClient registry;
  private final ImageReference repository;
  private final Clock clock;

  /** What was found. */
  public enum Result {
    /** Somebody who is trusted signed. */
    VERIFIED,
    /** The policy wants no signature, or allows those of strangers. */
    IGNORED
  }

  /** The signatures that a registry keeps beside what lies in a repository. */
  public NotationSignatures(RegistryClient registry, ImageReference repository, Clock clock) {
    this.registry = registry;
    this.repository = repository;
    this.clock = clock;
  }

  /**
   * Makes sure that a manifest is signed as a policy wants.
   *
   * @param trusted certificates, of all trust stores
   * @throws RegistryException with reason {@link Reason#UNVERIFIED} when it is not; with another
   *     one when that can't be found out now
   */
  public Result require(Digest manifest, TrustPolicy policy, List<X509Certificate> trusted)
      throws RegistryException {
    var name = repository.registry() + "/" + repository.repository();
    var statement =
        policy
            .about(name)
            .orElseThrow(
                () -> unverified("the trust policy has no statement about '%s'".formatted(name)));
    if (statement.level().skip()) {
      return Result.IGNORED;
    }
    var objections = new ArrayList<String>();
    var trust = new NotationTrust(statement, trusted, clock);
    boolean isAllowed = false;
    for (var signature : signatures(manifest)) {
      try {
        var envelope = Envelope.parse(signature.mediaType(), content(signature));
        if (trust.require(envelope, manifest)) {
          return Result.VERIFIED;
        }
        isAllowed = true;
      } catch (Untrusted e) {
        objections.add(String.valueOf(e.getMessage()));
      }
    }
    if (isAllowed) {
      return Result.IGNORED;
    }
    throw unverified(message(manifest, objections));
  }

  private String message(Digest manifest, List<String> objections) {
    var subject = repository.withDigest(manifest);
    return objections.isEmpty()
        ? "no signatures were found for '%s'".formatted(subject)
        : "no matching signatures were found for '%s': none of %d counts: %s"
            .formatted(
                subject,
                objections.size(),
                objections.stream()
                    .distinct()
                    .limit(MAX_OBJECTIONS)
                    .collect(Collectors.joining("; ")));
  }

  private List<Descriptor> signatures(Digest manifest) throws RegistryException {
    var signatures = new ArrayList<Descriptor>();
    for (var referrer : bounded(registry.referrers(repository, manifest))) {
      if (referrer.artifactType().isEmpty() || referrer.artifactType().equals(TYPE)) {
        var found = registry.manifest(repository.withDigest(referrer.digest()));
        if (isSignatureOf(found, manifest)) {
          signatures.addAll(found.layers());
        }
      }
    }
    return signatures;
  }

  /** Exactly one layer: the envelope. */
  private static boolean isSignatureOf(Manifest found, Digest manifest) {
    var config = found.config();
    boolean isSignature =
        found.artifactType().equals(TYPE) || (config != null && config.mediaType().equals(TYPE));
    var subject = found.subject();
    return isSignature
        && found.layers().size() == 1
        && subject != null
        && subject.digest().equals(manifest);
  }

  /** Somebody who may push could keep us busy for ever. */
  private static List<Descriptor> bounded(List<Descriptor> all) throws RegistryException {
    if (all.size() > MAX_SIGNATURES) {
      throw new RegistryException(
          Reason.LIMIT, "more than %d signatures refer to the manifest".formatted(MAX_SIGNATURES));
    }
    return all;
  }

  private byte[] content(Descriptor envelope) throws RegistryException {
    return registry.blob(
        repository, envelope, blob -> BoundedReads.readAll(blob, "a signature", MAX_BYTES));
  }

  private static RegistryException unverified(String message) {
    return new RegistryException(Reason.UNVERIFIED, message);
  }
}
