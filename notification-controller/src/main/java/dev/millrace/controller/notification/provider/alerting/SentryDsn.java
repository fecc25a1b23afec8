package dev.millrace.controller.notification.provider.alerting;

import dev.millrace.controller.notification.provider.NotificationFailure;
import java.net.URI;

/**
 * The address of a Sentry project: {@code https://key@host/path/project}.
 *
 * @param envelopes where the project takes events
 * @param publicKey identifies the sender; it is no secret, but it is not shown either
 */
record SentryDsn(URI envelopes, String publicKey) {

  /**
   * Takes a DSN apart.
   *
   * @throws NotificationFailure when it is none
   */
  static SentryDsn of(URI address) {
    String login = address.getUserInfo();
    String path = address.getRawPath();
    int slash = path.lastIndexOf('/');
    if (login == null || login.isEmpty() || slash < 0 || slash + 1 == path.length()) {
      throw new NotificationFailure(
          "the provider's address is not a Sentry DSN: https://key@host/project");
    }
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    URI envelopes =
        URI.create(
            "%s://%s%s%s/api/%s/envelope/"
                .formatted(
                    address.getScheme(),
                    address.getHost(),
                    port,
                    path.substring(0, slash),
                    path.substring(slash + 1)));
    int colon = login.indexOf(':');
    return new SentryDsn(envelopes, colon < 0 ? login : login.substring(0, colon));
  }
}
