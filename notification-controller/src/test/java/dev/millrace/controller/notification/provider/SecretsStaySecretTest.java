package dev.millrace.controller.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controller.notification.event.Event;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY-CASES.md rows 7, 27 and 28: a canary in every secret, and a service that fails. */
class SecretsStaySecretTest {
  private static final String CANARY = "c4n4ry";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "generic",
        "generic-hmac",
        "slack",
        "grafana",
        "discord",
        "msteams",
        "rocket",
        "githubdispatch",
        "github",
        "githubpullrequestcomment",
        "gitlab",
        "gitlabmergerequestcomment",
        "gitea",
        "giteapullrequestcomment",
        "bitbucketserver",
        "bitbucket",
        "azuredevops",
        "googlechat",
        "googlepubsub",
        "webex",
        "sentry",
        "azureeventhub",
        "telegram",
        "matrix",
        "lark",
        "opsgenie",
        "alertmanager",
        "pagerduty",
        "datadog",
        "nats",
        "zulip",
        "otel",
        "zoom",
        "incident.io"
      })
  void row7Row27Row28NoFailureShowsASecret(String type) {
    for (String address :
        new String[] {
          "https://" + CANARY + "@example.com/" + CANARY + "?token=" + CANARY,
          CANARY + ":",
          "Endpoint=" + CANARY + ";SharedAccessKey=" + CANARY,
          ""
        }) {
      ProviderSettings settings =
          Samples.settings(
              type,
              address,
              "channel/topic",
              Map.of(
                  "token", CANARY,
                  "username", "u",
                  "password", CANARY,
                  "creds", CANARY,
                  "githubAppPrivateKey", CANARY));
      assertThat(settings.toString()).doesNotContain(CANARY);
      assertThatThrownBy(
              () ->
                  Samples.notifiers()
                      .of(settings)
                      .tell(
                          Samples.notification(
                              Samples.event(Event.ERROR).withMetadata(Map.of("revision", "x"))),
                          _ -> {
                            throw NotificationFailure.temporary("refused");
                          }))
          .isInstanceOf(NotificationFailure.class)
          .satisfies(failure -> assertThat(String.valueOf(failure)).doesNotContain(CANARY));
    }
  }
}
