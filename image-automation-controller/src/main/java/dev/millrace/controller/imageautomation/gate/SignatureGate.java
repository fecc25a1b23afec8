package dev.millrace.controller.imageautomation.gate;

import dev.millrace.controller.imageautomation.registry.ImageRegistry;
import dev.millrace.oci.signature.VerificationKey;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.safety.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The image has a cosign signature by one of the keys ({@code *.pub}) of a Secret. */
final class SignatureGate implements Gate {
  private static final String PUBLIC_KEY = ".pub";

  private final ImageRegistry registry;
  private final SecretReader secrets;

  SignatureGate(ImageRegistry registry, SecretReader secrets) {
    this.registry = registry;
    this.secrets = secrets;
  }

  @Override
  public String annotation() {
    return "millrace.dev/require-cosign-key";
  }

  @Override
  public Optional<String> objection(Candidate candidate, String wanted) {
    String namespace = candidate.policy().getMetadata().getNamespace();
    Map<String, Sensitive<byte[]>> data =
        secrets
            .read(namespace, wanted)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the Secret '%s/%s' does not exist".formatted(namespace, wanted)));
    List<VerificationKey> keys =
        data.entrySet().stream()
            .filter(entry -> entry.getKey().endsWith(PUBLIC_KEY))
            .map(entry -> new String(entry.getValue().reveal(), StandardCharsets.UTF_8))
            .map(VerificationKey::parse)
            .toList();
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "the Secret '%s/%s' has no key whose name ends in %s"
              .formatted(namespace, wanted, PUBLIC_KEY));
    }
    return registry.unsigned(candidate.repository(), candidate.image(), keys);
  }
}
