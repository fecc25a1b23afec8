package dev.millrace.controller.notification.statuspage.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY-CASES.md rows 26, 29 and 30: what others wrote is shown without secrets. */
class MaskedTextTest {
  private static final String SECRET = "s3cr3t-Value/42==";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cannot clone 'https://bot:%s@git.example.com/shop': denied",
        "GET https://x.example.com/a?access_token=%s&b=1 failed",
        "password: %s",
        "DB_PASSWORD=%s is wrong",
        "{\"clientSecret\": \"%s\"}",
        "header Authorization: Bearer %s refused",
        "Secret \"db\" is invalid: data[password]: Invalid value: \"%s\": illegal base64",
        "Secret/shop/db drifted\n- data.password: %s\n",
        "stringData[url] = %s",
        "applied {\"data\":{\"password\":\"%s\"}}",
        "annotation kubectl.kubernetes.io/last-applied-configuration: {\"x\":\"%s\"}",
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----",
        "api_key = '%s'"
      })
  void hidesWhatLooksLikeASecret(String message) {
    assertThat(MaskedText.of(message.formatted(SECRET)).toString())
        .doesNotContain(SECRET)
        .contains("***");
  }

  @Test
  void hidesTokensOfKubernetes() {
    String token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";

    assertThat(MaskedText.of("token " + token + " expired").toString()).doesNotContain(token);
    assertThat(MaskedText.of("got " + token).toString()).isEqualTo("got ***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dependency 'shop/database' is not ready: Ready is False",
        "Deployment/shop/web configured\nService/shop/web unchanged",
        "health check failed after 2m0s: timeout waiting for: [Deployment/shop/web status: 'InProgress']",
        "Deployment.apps \"web\" is invalid: spec.replicas: Invalid value: -1: must be positive",
        "stored artifact for revision 'main@sha1:0123456789abcdef0123456789abcdef01234567'",
        "secrets \"db\" not found"
      })
  void leavesOtherTextsAsTheyAre(String message) {
    assertThat(MaskedText.of(message)).hasToString(message);
  }

  @Test
  void cutsLongTextsBetweenWords() {
    String text = "word ".repeat(799) + "https://bot:" + SECRET + "@git.example.com";

    String shown = MaskedText.of(text).toString();

    assertThat(shown).hasSizeLessThan(4_100).endsWith(" …").doesNotContain("s3cr3t");
  }

  @Test
  void takesHostileTextsInItsStride() {
    for (String part : new String[] {"a", "data:{", "://", "\"", "secret=", "-----BEGIN A-----"}) {
      assertThat(MaskedText.of(part.repeat(100_000)).toString()).hasSizeLessThan(10_000);
    }
  }
}
