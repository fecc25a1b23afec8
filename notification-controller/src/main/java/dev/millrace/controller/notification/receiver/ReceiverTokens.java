package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.Receiver;
import dev.millrace.runtime.outcome.ReconcileFailure;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** Reads the token that a Receiver shares with its callers. */
final class ReceiverTokens {
  private final KubernetesClient client;

  ReceiverTokens(KubernetesClient client) {
    this.client = client;
  }

  /** The value of the key {@code token} in the Secret that the Receiver names. */
  String of(Receiver receiver) {
    String namespace = receiver.getMetadata().getNamespace();
    if (receiver.spec().secretRef() == null || receiver.spec().secretRef().name().isEmpty()) {
      throw new ReconcileFailure(
          ReceiverReason.VALIDATION_FAILED,
          "spec.secretRef is missing: name a Secret with the key 'token'");
    }
    String name = receiver.spec().secretRef().name();
    Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
    if (secret == null) {
      throw new ReconcileFailure(
          ReceiverReason.TOKEN_NOT_FOUND, "Secret '%s/%s' not found".formatted(namespace, name));
    }
    String token =
        Objects.requireNonNullElse(secret.getData(), Map.<String, String>of()).get("token");
    if (token == null || token.isEmpty()) {
      throw new ReconcileFailure(
          ReceiverReason.TOKEN_NOT_FOUND,
          "Secret '%s/%s' has no key 'token'".formatted(namespace, name));
    }
    return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
  }
}
