package dev.millrace.controller.notification.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.notification.Receiver;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookTest {
  private static final byte[] BODY = "{\"ref\":\"main\"}".getBytes(StandardCharsets.UTF_8);
  private static final String TOKEN = "s3cr3t";
  private static final String SIGNATURE =
      "sha256="
          + dev.millrace.controller.notification.provider.Hmac.SHA256.hex(
              TOKEN.getBytes(StandardCharsets.UTF_8), BODY);

  @Test
  void pathIsTheOneThatFluxMakes() {
    assertThat(WebhookPath.of("secret-token", "github-receiver", "flux-system"))
        .isEqualTo("/hook/597f6e53ea5c1653b84b578f2d725d11bdc478c38ac0424d6ac95135e2ac6c15");
  }

  @Test
  void acceptsASignedCall() {
    assertThatCode(() -> check("generic-hmac", Map.of("X-Signature", SIGNATURE)))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAMissingForeignOrUnknownSignature() {
    assertRefused("generic-hmac", Map.of());
    assertRefused("generic-hmac", Map.of("X-Signature", SIGNATURE + "0"));
    assertRefused("generic-hmac", Map.of("X-Signature", SIGNATURE.replace("sha256", "md5")));
    assertRefused("gitlab", Map.of("X-Gitlab-Token", TOKEN + " "));
    assertRefused("harbor", Map.of("Authorization", ""));
  }

  @Test
  void theLongerSignatureOfGitHubWins() {
    assertRefused(
        "github",
        Map.of(
            "Content-Type", "application/json",
            "X-Hub-Signature-256", "sha256=bad",
            "X-Hub-Signature", SIGNATURE));
  }

  @Test
  void refusesATypeThatIsNotServed() {
    assertRefused("carrier-pigeon", Map.of());
  }

  private static void assertRefused(String type, Map<String, String> headers) {
    assertThatThrownBy(() -> check(type, headers))
        .isInstanceOf(RejectedCall.class)
        .hasMessageNotContaining(TOKEN);
  }

  private static void check(String type, Map<String, String> headers) throws InterruptedException {
    Receiver receiver =
        Serialization.unmarshal(
            """
            apiVersion: notification.toolkit.fluxcd.io/v1
            kind: Receiver
            metadata: {name: r, namespace: n}
            spec: {type: %s, secretRef: {name: s}, resources: []}
            """
                .formatted(type),
            Receiver.class);
    new CallerCheck(
            (_, _, _) -> {
              throw new RejectedCall("no identity");
            })
        .accept(
            receiver.spec(), Sensitive.of(Map.of("token", TOKEN)), new WebhookCall(headers, BODY));
  }
}
