package dev.millrace.controller.source.registry;

import static dev.millrace.controller.source.registry.VerificationSecrets.unverified;

import dev.millrace.api.source.ArtifactVerification;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.notation.Certificates;
import dev.millrace.oci.notation.NotationSignatures;
import dev.millrace.oci.notation.NotationSignatures.Result;
import dev.millrace.oci.notation.TrustPolicy;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.oci.signature.CosignSignatures;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/** Checks the signatures that {@code spec.verify} asks for; what can't be checked is refused. */
public final class RequireSignature {
  private static final String COSIGN = "cosign";
  private static final String NOTATION = "notation";
  private static final String TRUST_POLICY = "trustpolicy.json";
  private static final List<String> CERTIFICATES = List.of(".crt", ".pem");

  private final VerificationSecrets secrets;
  private final CosignTrust cosign;
  private final Clock clock;

  /** Checks with keys and certificates from the Secrets of a cluster. */
  public RequireSignature(SecretReader secrets, PublicRoot publicRoot, Clock clock) {
    this.secrets = new VerificationSecrets(secrets);
    this.cosign = new CosignTrust(this.secrets, publicRoot);
    this.clock = clock;
  }

  /** What the wanted kind of verification is called in messages. */
  public static String nameOf(ArtifactVerification verify) {
    boolean keyless = verify.provider().equals(COSIGN) && verify.secretRef() == null;
    return keyless ? "cosign keyless" : verify.provider();
  }

  /**
   * Makes sure that a manifest is signed as wished.
   *
   * @param namespace of the object that wishes it
   * @return whether somebody who is trusted signed it; a trust policy may be content with less
   * @throws RegistryException when it is not, or that can't be found out; the message says which
   */
  public boolean of(
      ArtifactVerification verify,
      String namespace,
      ImageReference image,
      Digest manifest,
      RegistryClient registry)
      throws RegistryException {
    switch (verify.provider()) {
      case COSIGN -> {
        CosignSignatures.in(registry, image).require(manifest, cosign.of(verify, namespace));
        return true;
      }
      case NOTATION -> {
        return notation(verify, namespace, image, manifest, registry);
      }
      default -> throw unverified("the provider '%s' is not known".formatted(verify.provider()));
    }
  }

  private boolean notation(
      ArtifactVerification verify,
      String namespace,
      ImageReference image,
      Digest manifest,
      RegistryClient registry)
      throws RegistryException {
    if (verify.secretRef() == null) {
      throw unverified("spec.verify.secretRef has to name a Secret with " + TRUST_POLICY);
    }
    SecretValues secret = secrets.read(namespace, verify.secretRef().name());
    TrustPolicy policy = VerificationSecrets.parsed(secret, TRUST_POLICY, TrustPolicy::parse);
    List<X509Certificate> trusted =
        VerificationSecrets.ending(secret, CERTIFICATES, Certificates::parse).values().stream()
            .flatMap(Collection::stream)
            .toList();
    if (trusted.isEmpty()) {
      throw unverified(
          "no certificates found in secret '%s': no key of it ends with .crt or .pem"
              .formatted(secret.source()));
    }
    Result result =
        new NotationSignatures(registry, image, clock).require(manifest, policy, trusted);
    return result == Result.VERIFIED;
  }
}
