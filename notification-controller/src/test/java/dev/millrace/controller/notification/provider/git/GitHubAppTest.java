package dev.millrace.controller.notification.provider.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.RecordingExchange;
import dev.millrace.controller.notification.provider.Samples;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GitHubAppTest {
  private static final String TOKEN =
      "{\"token\":\"ghs_1\",\"expires_at\":\"2026-01-01T01:00:00Z\"}";
  private static String pem = "";

  private final RecordingExchange exchange = new RecordingExchange();

  @BeforeAll
  static void makeKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
    pem =
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(key));
  }

  @Test
  void theInstallationIsKnownByItsNumber() throws InterruptedException {
    String api = "https://api.github.com";
    exchange.answering("POST " + api + "/app/installations/42/access_tokens", 201, TOKEN);
    tell(Map.of("githubAppInstallationID", "42"));
    assertThat(exchange.lines())
        .containsSequence(
            "POST " + api + "/app/installations/42/access_tokens",
            "GET %s/repos/o/r/commits/%s/statuses?per_page=50".formatted(api, Samples.COMMIT));
    assertThat(exchange.last().headers()).containsEntry("Authorization", "Bearer ghs_1");
  }

  @Test
  void theInstallationIsFoundByItsOwner() throws InterruptedException {
    String api = "https://ghe.example.com/api/v3";
    exchange
        .answering("GET " + api + "/orgs/jane/installation", 404, "{}")
        .answering("GET " + api + "/users/jane/installation", 200, "{\"id\":7}")
        .answering("POST " + api + "/app/installations/7/access_tokens", 201, TOKEN);
    tell(Map.of("githubAppInstallationOwner", "jane", "githubAppBaseURL", api + "/"));
    assertThat(exchange.lines())
        .containsSequence(
            "GET " + api + "/orgs/jane/installation",
            "GET " + api + "/users/jane/installation",
            "POST " + api + "/app/installations/7/access_tokens");
  }

  @Test
  void ownersWithoutTheAppAreNamed() {
    exchange.answering("GET", 404, "{}");
    assertThatThrownBy(() -> tell(Map.of("githubAppInstallationOwner", "nobody")))
        .isInstanceOf(NotificationFailure.class)
        .hasMessage("the GitHub App '1' is not installed for 'nobody'");
  }

  @Test
  void eitherTheNumberOrTheOwnerIsGiven() {
    assertThatThrownBy(() -> tell(Map.of())).hasMessageContaining("githubAppInstallationOwner");
    assertThatThrownBy(
            () -> tell(Map.of("githubAppInstallationID", "1", "githubAppInstallationOwner", "o")))
        .hasMessageContaining("one of the keys");
    assertThatThrownBy(() -> tell(Map.of("githubAppInstallationID", "1/../2")))
        .hasMessageContaining("must be a number");
    assertThat(exchange.lines()).isEmpty();
  }

  private void tell(Map<String, String> more) throws InterruptedException {
    Map<String, String> secret = new HashMap<>(more);
    secret.put("githubAppID", "1");
    secret.put("githubAppPrivateKey", pem);
    ProviderSettings settings =
        Samples.settings("github", "https://github.com/o/r", "", Map.copyOf(secret));
    Samples.notifiers()
        .of(settings)
        .tell(Samples.notification(Samples.event(Event.INFO)), exchange);
  }
}
