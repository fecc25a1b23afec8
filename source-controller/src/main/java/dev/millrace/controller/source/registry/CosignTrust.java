package dev.millrace.controller.source.registry;

import static dev.millrace.controller.source.registry.VerificationSecrets.unverified;

import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.ArtifactVerification;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.keyless.Identity;
import dev.millrace.oci.keyless.KeylessTrust;
import dev.millrace.oci.keyless.TrustedRoot;
import dev.millrace.oci.signature.Trust;
import dev.millrace.oci.signature.VerificationKey;
import dev.millrace.runtime.secret.SecretValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose cosign signatures an object accepts: of keys, or of people that Sigstore knows. */
final class CosignTrust {
  private static final String PUBLIC_KEY = ".pub";
  private static final String TRUSTED_ROOT = "trusted_root.json";

  private final VerificationSecrets secrets;
  private final PublicRoot publicRoot;

  CosignTrust(VerificationSecrets secrets, PublicRoot publicRoot) {
    this.secrets = secrets;
    this.publicRoot = publicRoot;
  }

  Trust of(ArtifactVerification verify, String namespace) throws RegistryException {
    LocalObjectReference keys = verify.secretRef();
    return keys == null
        ? new KeylessTrust(root(verify.trustedRootSecretRef(), namespace), identities(verify))
        : Trust.inKeys(keys(secrets.read(namespace, keys.name())));
  }

  private static List<VerificationKey> keys(SecretValues secret) throws RegistryException {
    List<VerificationKey> keys =
        List.copyOf(
            VerificationSecrets.ending(secret, List.of(PUBLIC_KEY), CosignTrust::key).values());
    if (keys.isEmpty()) {
      throw unverified(
          "secret '%s' has no public key: no key of it ends with .pub".formatted(secret.source()));
    }
    return keys;
  }

  private static VerificationKey key(byte[] pem) {
    return VerificationKey.parse(new String(pem, StandardCharsets.UTF_8));
  }

  private TrustedRoot root(@Nullable LocalObjectReference own, String namespace)
      throws RegistryException {
    if (own != null) {
      SecretValues secret = secrets.read(namespace, own.name());
      return VerificationSecrets.parsed(secret, TRUSTED_ROOT, TrustedRoot::parse);
    }
    try {
      return publicRoot.trustedRoot();
    } catch (IOException e) {
      throw new RegistryException(
          RegistryException.Reason.OTHER,
          "%s; name an instance of your own with spec.verify.trustedRootSecretRef"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static List<Identity> identities(ArtifactVerification verify) throws RegistryException {
    List<Identity> identities = new ArrayList<>();
    for (var wanted : verify.matchOIDCIdentity()) {
      try {
        identities.add(Identity.of(wanted.issuer(), wanted.subject()));
      } catch (IllegalArgumentException e) {
        throw unverified(
            "spec.verify.matchOIDCIdentity can't be used: %s".formatted(e.getMessage()));
      }
    }
    return identities;
  }
}
