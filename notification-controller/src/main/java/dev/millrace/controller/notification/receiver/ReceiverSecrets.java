package dev.millrace.controller.notification.receiver;

import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.notification.Receiver;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import java.util.Map;

/** Reads the Secret that a Receiver shares with its callers. */
final class ReceiverSecrets implements ReceiverRequests.Secrets {
  private static final String TOKEN = "token";

  private final SecretReader secrets;

  ReceiverSecrets(SecretReader secrets) {
    this.secrets = secrets;
  }

  @Override
  public Sensitive<Map<String, String>> of(Receiver receiver) {
    LocalObjectReference reference = receiver.spec().secretRef();
    if (reference == null || reference.name().isEmpty()) {
      return Sensitive.of(Map.of());
    }
    String namespace = receiver.getMetadata().getNamespace();
    Map<String, String> values =
        SecretValues.required(
                secrets, namespace, reference.name(), "token", ReceiverReason.TOKEN_NOT_FOUND)
            .texts();
    if (!values.containsKey(TOKEN)) {
      throw new ReconcileFailure(
          ReceiverReason.TOKEN_NOT_FOUND,
          "Secret '%s/%s' has no key '%s'".formatted(namespace, reference.name(), TOKEN));
    }
    if (values.getOrDefault(TOKEN, "").isEmpty()) {
      // Anybody could compute the path, and callers would have nothing to prove.
      throw new ReconcileFailure(
          ReceiverReason.TOKEN_NOT_FOUND,
          "the key '%s' of Secret '%s/%s' is empty".formatted(TOKEN, namespace, reference.name()));
    }
    return Sensitive.of(values);
  }
}
