package dev.millrace.controller.notification.provider.google;

import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.safety.Sensitive;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a person who logged in left behind (RFC 6749, section 6). What the tokens are good for was
 * settled then.
 *
 * @param inForm whether the program that was logged in to proves itself in the form, or in a header
 */
record RefreshToken(
    URI service, String client, Sensitive<String> secret, Sensitive<String> token, boolean inForm)
    implements GoogleCredentials {

  /** A Google account. */
  static RefreshToken ofUser(CredentialsFile file) {
    return of(file, file.url("token_uri", TokenAnswer.USUAL_SERVICE), true);
  }

  /** An account elsewhere that a workforce pool knows. */
  static RefreshToken ofForeignUser(CredentialsFile file) {
    return of(file, file.url("token_url", ""), false);
  }

  private static RefreshToken of(CredentialsFile file, URI service, boolean inForm) {
    return new RefreshToken(
        service,
        file.required("client_id"),
        Sensitive.of(file.required("client_secret")),
        Sensitive.of(file.required("refresh_token")),
        inForm);
  }

  @Override
  public String token(String scope, Exchange exchange) throws InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", token.reveal());
    if (inForm) {
      form.put("client_id", client);
      form.put("client_secret", secret.reveal());
    }
    OutgoingRequest request = OutgoingRequest.form(service, form);
    return TokenAnswer.of(
        exchange.require(inForm ? request : request.basic(client, secret.reveal())));
  }
}
