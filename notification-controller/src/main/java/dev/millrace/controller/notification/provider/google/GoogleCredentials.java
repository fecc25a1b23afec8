package dev.millrace.controller.notification.provider.google;

import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.safety.Sensitive;
import java.time.Clock;

/** Something that Google gives access tokens for. */
@FunctionalInterface
public interface GoogleCredentials {
  /** What tokens that only lead to other tokens are asked for. */
  String CLOUD_PLATFORM = "https://www.googleapis.com/auth/cloud-platform";

  /**
   * A new token.
   *
   * @param scope what it is for
   * @throws NotificationFailure when there is none; the message holds nothing of the credentials
   */
  String token(String scope, Exchange exchange) throws InterruptedException;

  /**
   * Reads credentials of any kind that needs nothing but what they say: what they name in the file
   * system of this process, or as a program, is somebody else's and refused.
   *
   * @throws NotificationFailure when they can't be used; the message names the field
   */
  static GoogleCredentials parse(Sensitive<String> json, Clock clock) {
    return of(CredentialsFile.parse(json), clock);
  }

  private static GoogleCredentials of(CredentialsFile file, Clock clock) {
    return file.type().equals("impersonated_service_account")
        ? Impersonation.of(basic(file.part("source_credentials"), clock), file)
        : basic(file, clock);
  }

  /** Credentials that do not stand on others of their kind. */
  private static GoogleCredentials basic(CredentialsFile file, Clock clock) {
    return switch (file.type()) {
      case "service_account" -> ServiceAccountKey.of(file, clock);
      case "authorized_user" -> RefreshToken.ofUser(file);
      case "external_account_authorized_user" -> RefreshToken.ofForeignUser(file);
      case "external_account" -> FederatedIdentity.of(file);
      default -> throw file.unusable("type", "of no kind that can be used here");
    };
  }
}
