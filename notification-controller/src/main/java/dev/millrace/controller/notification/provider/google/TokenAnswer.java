package dev.millrace.controller.notification.provider.google;

import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ServiceAnswer;

/** What token services answer. */
final class TokenAnswer {
  /** The service for credentials that name none. */
  static final String USUAL_SERVICE = "https://oauth2.googleapis.com/token";

  private TokenAnswer() {}

  static String of(ServiceAnswer answer) {
    return field(answer, "access_token");
  }

  static String field(ServiceAnswer answer, String name) {
    String token = JsonTree.read(answer).path(name).asText("");
    if (token.isEmpty()) {
      throw new NotificationFailure("Google gave no token for the credentials of the Provider");
    }
    return token;
  }
}
