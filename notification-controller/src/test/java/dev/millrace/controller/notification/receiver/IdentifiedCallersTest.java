package dev.millrace.controller.notification.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.notification.Receiver;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that show identity tokens: {@code gcr} and {@code generic-oidc}. */
class IdentifiedCallersTest {
  private static final Map<String, String> SECRET =
      Map.of("token", "t", "email", "pusher@example.com", "audience", "https://flux.example.com");
  private static final String CHANGE = "{\"action\":\"INSERT\",\"tag\":\"v1\"}";

  private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();
  private final Map<String, String> asked = new LinkedHashMap<>();

  @Test
  void registryChangesComeFromTheServiceAccountOfTheSecret() throws InterruptedException {
    claims.put("email", "pusher@example.com");
    claims.put("email_verified", true);
    AcceptedCall accepted = accept(receiver("type: gcr\nsecretRef: {name: s}"), push(CHANGE));
    assertThat(new String(accepted.body(), StandardCharsets.UTF_8)).isEqualTo(CHANGE);
    assertThat(asked).containsEntry("https://accounts.google.com", "https://flux.example.com");
  }

  /** SECURITY-CASES.md row 9: CVE-2026-40109. */
  @Test
  void row9AGoogleTokenOfSomebodyElseIsRefused() {
    claims.put("email", "mallory@example.com");
    claims.put("email_verified", true);
    assertRefused(receiver("type: gcr\nsecretRef: {name: s}"), push(CHANGE));
    claims.put("email", "pusher@example.com");
    claims.put("email_verified", false);
    assertRefused(receiver("type: gcr\nsecretRef: {name: s}"), push(CHANGE));
    claims.remove("email_verified");
    assertRefused(receiver("type: gcr\nsecretRef: {name: s}"), push(CHANGE));
  }

  @Test
  void claimsThatSatisfyAllValidationsAreAccepted() throws InterruptedException {
    claims.put("sub", "repo:org/app:ref:refs/heads/main");
    AcceptedCall accepted = accept(oidc("vars.repo == 'org/app'"), bearer("https://issuer"));
    assertThat(accepted.claims()).isEqualTo(claims);
    assertThat(asked).containsEntry("https://issuer", "notification-controller");
  }

  @Test
  void claimsThatFailAValidationAreRefusedWithItsMessage() {
    claims.put("sub", "repo:org/other:ref:refs/heads/main");
    assertThatThrownBy(() -> accept(oidc("vars.repo == 'org/app'"), bearer("https://issuer")))
        .isInstanceOf(RejectedCall.class)
        .hasMessageContaining("wrong repository");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vars.nope == 'x'", "claims.nope == 'x'"})
  void aValidationThatCanNotBeEvaluatedRefuses(String validation) {
    claims.put("sub", "repo:org/app:ref");
    assertRefused(oidc(validation), bearer("https://issuer"));
  }

  @Test
  void anIssuerThatTheReceiverDoesNotNameIsNotAsked() {
    assertRefused(oidc("true"), bearer("https://elsewhere"));
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: generic",
        "type: generic-oidc",
        "type: generic-oidc\nsecretRef: {name: s}",
        "type: generic-oidc\n"
            + "oidcProviders: [{issuerURL: 'ftp://x', validations: [{expression: 'true', message:"
            + " m}]}]",
        "type: generic-oidc\noidcProviders: [{issuerURL: 'https://x'}]",
        "type: generic-oidc\n"
            + "oidcProviders: [{issuerURL: 'https://x', validations: [{expression: '1', message:"
            + " m}]}]",
        "type: generic\nsecretRef: {name: s}\nresourceFilter: 'nope'",
        "type: generic\nsecretRef: {name: s}\nresources: [{kind: Bucket, name: b, filter: '('}]"
      })
  void aSpecThatCanNotWorkIsRefusedBeforeAnybodyCalls(String spec) {
    assertThatThrownBy(() -> ReceiverSpecCheck.require(receiver(spec).spec()))
        .isInstanceOf(ReconcileFailure.class);
  }

  private void assertRefused(Receiver receiver, WebhookCall call) {
    assertThatThrownBy(() -> accept(receiver, call)).isInstanceOf(RejectedCall.class);
  }

  private AcceptedCall accept(Receiver receiver, WebhookCall call) throws InterruptedException {
    IdentityTokens identities =
        (_, issuer, audience) -> {
          asked.put(issuer, audience);
          return claims;
        };
    return new CallerCheck(identities).accept(receiver.spec(), Sensitive.of(SECRET), call);
  }

  private static Receiver oidc(String validation) {
    return receiver(
        """
        type: generic-oidc
        oidcProviders:
        - issuerURL: https://issuer
          variables: [{name: repo, expression: "claims.sub.split(':')[1]"}]
          validations: [{expression: "%s", message: wrong repository}]
        """
            .formatted(validation));
  }

  private static Receiver receiver(String spec) {
    return Serialization.unmarshal(
        "apiVersion: notification.toolkit.fluxcd.io/v1\nkind: Receiver\n"
            + "metadata: {name: r, namespace: n}\nspec:\n"
            + spec.indent(2),
        Receiver.class);
  }

  private static WebhookCall push(String change) {
    String data = Base64.getEncoder().encodeToString(change.getBytes(StandardCharsets.UTF_8));
    String body = "{\"message\":{\"data\":\"" + data + "\",\"messageId\":\"1\"}}";
    return new WebhookCall(
        Map.of("Authorization", "Bearer token"), body.getBytes(StandardCharsets.UTF_8));
  }

  private static WebhookCall bearer(String issuer) {
    String claims = "{\"iss\":\"" + issuer + "\"}";
    String token = "e30." + base64(claims) + ".AA";
    return new WebhookCall(Map.of("Authorization", "Bearer " + token), new byte[0]);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
