package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.Receiver;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.ClusterSecrets;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.client.KubernetesClient;

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
    SecretValues secret =
        new ClusterSecrets(client)
            .find(namespace, name)
            .orElseThrow(
                () -> tokenNotFound("Secret '%s/%s' not found".formatted(namespace, name)));
    return secret
        .text("token")
        .map(Sensitive::reveal)
        .filter(token -> !token.isEmpty())
        .orElseThrow(
            () -> tokenNotFound("Secret '%s' has no key 'token'".formatted(secret.source())));
  }

  private static ReconcileFailure tokenNotFound(String message) {
    return new ReconcileFailure(ReceiverReason.TOKEN_NOT_FOUND, message);
  }
}
