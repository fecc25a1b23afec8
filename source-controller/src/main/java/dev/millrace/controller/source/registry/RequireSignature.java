package dev.millrace.controller.source.registry;

import dev.millrace.api.source.ArtifactVerification;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.oci.signature.CosignSignatures;
import dev.millrace.oci.signature.VerificationKey;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks the signatures that {@code spec.verify} asks for; what can't be checked is refused. */
public final class RequireSignature {
  private static final String COSIGN = "cosign";
  private static final String PUBLIC_KEY = ".pub";

  private final SecretReader secrets;

  /** Checks with keys from the Secrets of a cluster. */
  public RequireSignature(SecretReader secrets) {
    this.secrets = secrets;
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
   * @throws RegistryException when it is not, or that can't be found out; the message says which
   */
  public void of(
      ArtifactVerification verify,
      String namespace,
      ImageReference image,
      Digest manifest,
      RegistryClient registry)
      throws RegistryException {
    if (!verify.provider().equals(COSIGN) || verify.secretRef() == null) {
      throw unverified(
          "this version can only check cosign signatures with the public keys of spec.verify.secretRef");
    }
    List<VerificationKey> keys = keys(namespace, verify.secretRef().name());
    CosignSignatures.in(registry, image).require(manifest, keys);
  }

  private List<VerificationKey> keys(String namespace, String name) throws RegistryException {
    SecretValues secret =
        secrets
            .find(namespace, name)
            .orElseThrow(
                () -> unverified("secret '%s/%s' does not exist".formatted(namespace, name)));
    List<VerificationKey> keys = new ArrayList<>();
    for (Map.Entry<String, Sensitive<byte[]>> entry : secret.data().entrySet()) {
      if (entry.getKey().endsWith(PUBLIC_KEY)) {
        keys.add(key(secret.source(), entry.getKey(), entry.getValue()));
      }
    }
    if (keys.isEmpty()) {
      throw unverified(
          "secret '%s' has no public key: no key of it ends with .pub".formatted(secret.source()));
    }
    return keys;
  }

  private static VerificationKey key(String source, String name, Sensitive<byte[]> value)
      throws RegistryException {
    try {
      return VerificationKey.parse(new String(value.reveal(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw unverified(
          "the key '%s' of secret '%s' can't be used: %s".formatted(name, source, e.getMessage()));
    }
  }

  private static RegistryException unverified(String message) {
    return new RegistryException(RegistryException.Reason.UNVERIFIED, message);
  }
}
