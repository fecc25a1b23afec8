package dev.millrace.access.cloud;

import dev.millrace.access.token.JsonService;
import dev.millrace.access.token.JsonService.Reply;
import dev.millrace.access.token.Token;
import dev.millrace.access.token.TokenException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Tokens of the identity that Azure gives to this process: that of the workload, or else that of
 * the machine.
 */
final class AzureIdentity {
  private static final String AUTHORITY = "https://login.microsoftonline.com";
  private static final String MACHINE = "http://169.254.169.254";
  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final CloudEnvironment environment;

  AzureIdentity(CloudEnvironment environment) {
    this.environment = environment;
  }

  /**
   * A token for a resource.
   *
   * @param resource such as {@code https://management.azure.com}, without a slash at its end
   */
  Token token(JsonService service, String resource) throws TokenException {
    return environment.find("AZURE_FEDERATED_TOKEN_FILE").isPresent()
        ? ofWorkload(service, resource)
        : ofMachine(service, resource);
  }

  private Token ofWorkload(JsonService service, String resource) throws TokenException {
    URI authority = environment.address("AZURE_AUTHORITY_HOST", AUTHORITY);
    URI address = URI.create(authority + "/" + variable("AZURE_TENANT_ID") + "/oauth2/v2.0/token");
    String form =
        Replies.form(
            Map.of(
                "client_id",
                variable("AZURE_CLIENT_ID"),
                "scope",
                resource + "/.default",
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                ASSERTION,
                "client_assertion",
                environment.file("AZURE_FEDERATED_TOKEN_FILE")));
    Reply reply =
        service.call(
            "POST", address, Map.of("Content-Type", "application/x-www-form-urlencoded"), form);
    return token(reply, "Microsoft Entra");
  }

  private Token ofMachine(JsonService service, String resource) throws TokenException {
    URI server = environment.address("AZURE_POD_IDENTITY_AUTHORITY_HOST", MACHINE);
    Map<String, String> query = new HashMap<>();
    query.put("api-version", "2018-02-01");
    query.put("resource", resource + "/");
    environment.find("AZURE_CLIENT_ID").ifPresent(id -> query.put("client_id", id));
    URI address = URI.create(server + "/metadata/identity/oauth2/token?" + Replies.form(query));
    return token(
        service.call("GET", address, Map.of("Metadata", "true"), null), "the metadata service");
  }

  private Token token(Reply reply, String service) throws TokenException {
    return Token.bearer(
        Replies.require(reply, service, "access_token"),
        Replies.expiry(reply, environment.clock()));
  }

  private String variable(String name) throws TokenException {
    return environment
        .find(name)
        .orElseThrow(
            () -> new TokenException("the environment variable %s is not set".formatted(name)));
  }
}
