package dev.millrace.controller.notification.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.notification.Receiver;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReceiverSecretsTest {
  private static final Receiver RECEIVER =
      Serialization.unmarshal(
          """
          apiVersion: notification.toolkit.fluxcd.io/v1
          kind: Receiver
          metadata: {name: push, namespace: apps}
          spec: {type: github, secretRef: {name: hook}, resources: []}
          """,
          Receiver.class);

  @Test
  void readsTheToken() {
    assertThat(values(Map.of("token", "s3cret"))).containsEntry("token", "s3cret");
  }

  @Test
  void aTokenThatWasEmptiedLetsNobodyIn() {
    assertThatThrownBy(() -> values(Map.of("token", "")))
        .isInstanceOf(ReconcileFailure.class)
        .hasMessage("the key 'token' of Secret 'apps/hook' is empty");
  }

  @Test
  void aSecretWithoutATokenIsNamed() {
    assertThatThrownBy(() -> values(Map.of("other", "x")))
        .isInstanceOf(ReconcileFailure.class)
        .hasMessage("Secret 'apps/hook' has no key 'token'");
  }

  private static Map<String, String> values(Map<String, String> secret) {
    ReceiverSecrets secrets =
        new ReceiverSecrets(
            (_, _) ->
                Optional.of(
                    secret.entrySet().stream()
                        .collect(
                            Collectors.toMap(
                                Map.Entry::getKey,
                                each ->
                                    Sensitive.of(
                                        each.getValue().getBytes(StandardCharsets.UTF_8))))));
    return secrets.of(RECEIVER).reveal();
  }
}
