package dev.millrace.controller.notification.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.notification.Receiver;
import dev.millrace.api.notification.ReceiverStatus;
import dev.millrace.harness.ReconcileHarness;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceiverPipelineTest {
  private final Map<String, Sensitive<byte[]>> secret = new HashMap<>();
  private final ReconcileHarness<Receiver, ReceiverStatus> harness =
      ReconcileHarness.of(
          new ReceiverKind(),
          new ReceiverPipeline(
              new ReceiverSecrets((_, _) -> Optional.of(Map.copyOf(secret))),
              new TriggerHint(new Anything(), new ResourceKeys(true))),
          Serialization.unmarshal(
              """
              apiVersion: notification.toolkit.fluxcd.io/v1
              kind: Receiver
              metadata: {name: github-receiver, namespace: flux-system}
              spec:
                type: github
                secretRef: {name: hook}
                resources: [{kind: GitRepository, name: shop}]
              """,
              Receiver.class));

  @Test
  void listensOnThePathOfTheToken() {
    give("secret-token");
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    assertThat(harness.status().webhookPath())
        .isEqualTo("/hook/597f6e53ea5c1653b84b578f2d725d11bdc478c38ac0424d6ac95135e2ac6c15");
  }

  @Test
  void followsARotatedToken() {
    give("secret-token");
    harness.reconcile();
    String before = harness.status().webhookPath();
    give("another-token");
    harness.reconcile();
    assertThat(harness.status().webhookPath()).startsWith("/hook/").isNotEqualTo(before);
  }

  @Test
  void listensNowhereWithoutTheToken() {
    give("secret-token");
    harness.reconcile();
    secret.clear();

    assertThat(harness.reconcile()).contains(Duration.ofMillis(750));

    assertThat(harness.conditions()).contains("Ready=False/TokenNotFound");
    assertThat(harness.status().webhookPath()).isNull();
    assertThat(harness.status().triggers()).isEmpty();
  }

  private void give(String token) {
    secret.put("token", Sensitive.of(token.getBytes(StandardCharsets.UTF_8)));
  }

  /** A namespace in which every object is. */
  private static final class Anything implements ResourceObjects {
    @Override
    public Map<String, @Nullable Object> get(Key key) {
      return Map.of("metadata", Map.of("name", key.name()));
    }

    @Override
    public List<Map<String, @Nullable Object>> list(Key key, Map<String, String> labels) {
      return List.of();
    }

    @Override
    public void requestReconciliation(Key key) {
      throw new UnsupportedOperationException("nobody calls");
    }
  }
}
