package dev.millrace.controller.notification.provider.google;

import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** An identity elsewhere that a workload or workforce pool of Google trusts (RFC 8693). */
final class FederatedIdentity implements GoogleCredentials {
  private static final String SERVICE = "https://sts.googleapis.com/v1/token";

  private final CredentialsFile file;
  private final URI service;
  private final ForeignToken foreign;

  private FederatedIdentity(CredentialsFile file) {
    this.file = file;
    this.service = file.url("token_url", SERVICE);
    this.foreign = ForeignToken.of(file.part("credential_source"));
    file.required("audience");
    file.required("subject_token_type");
  }

  /** The identity, or the service account that it may act as where the credentials name one. */
  static GoogleCredentials of(CredentialsFile file) {
    return Impersonation.ofOptional(new FederatedIdentity(file), file);
  }

  @Override
  public String token(String scope, Exchange exchange) throws InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    form.put("audience", file.text("audience"));
    form.put("scope", scope);
    form.put("requested_token_type", "urn:ietf:params:oauth:token-type:access_token");
    form.put("subject_token_type", file.text("subject_token_type"));
    form.put("subject_token", foreign.ask(exchange));
    if (file.has("workforce_pool_user_project") && !file.has("client_id")) {
      form.put(
          "options",
          JsonTree.object()
              .put("userProject", file.text("workforce_pool_user_project"))
              .toString());
    }
    OutgoingRequest request = OutgoingRequest.form(service, form);
    return TokenAnswer.of(
        exchange.require(
            file.has("client_id")
                ? request.basic(file.text("client_id"), file.text("client_secret"))
                : request));
  }

  /**
   * Where the token of the other identity comes from.
   *
   * @param field of a JSON answer that holds it; empty where the whole answer is the token
   */
  private record ForeignToken(URI address, Map<String, String> headers, String field) {

    /** Files and programs would be those of the controller, and the Secret is a tenant's. */
    static ForeignToken of(CredentialsFile source) {
      for (String name : new String[] {"file", "executable", "environment_id", "certificate"}) {
        if (source.has(name)) {
          throw source.unusable(
              name,
              "not allowed, for it would read what belongs to the controller; use"
                  + " credential_source.url, or workload identity without a Secret");
        }
      }
      CredentialsFile format = source.part("format");
      Map<String, String> headers = new LinkedHashMap<>();
      source
          .tree("headers")
          .properties()
          .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
      return new ForeignToken(
          source.url("url", ""),
          headers,
          format.text("type").equals("json") ? format.required("subject_token_field_name") : "");
    }

    String ask(Exchange exchange) throws InterruptedException {
      OutgoingRequest request = OutgoingRequest.get(address);
      for (Map.Entry<String, String> header : headers.entrySet()) {
        request = request.header(header.getKey(), header.getValue());
      }
      var answer = exchange.require(request);
      return field.isEmpty() ? answer.body().strip() : TokenAnswer.field(answer, field);
    }
  }
}
