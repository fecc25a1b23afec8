package dev.millrace.access.cloud;

import dev.millrace.access.token.JsonService;
import dev.millrace.access.token.JsonService.Reply;
import dev.millrace.access.token.Token;
import dev.millrace.access.token.TokenException;
import dev.millrace.safety.Sensitive;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Azure Container Registry: it exchanges a token of the identity for one of its own. */
final class AzureRegistry implements CloudRegistry {
  private static final String USERNAME = "00000000-0000-0000-0000-000000000000";
  private static final String RESOURCE = "https://management.azure.com";

  /** Refresh tokens live for three hours; the registry does not say so. */
  private static final Duration LIFE = Duration.ofHours(3);

  private final AzureIdentity identity;
  private final CloudEnvironment environment;

  AzureRegistry(AzureIdentity identity, CloudEnvironment environment) {
    this.identity = identity;
    this.environment = environment;
  }

  @Override
  public String provider() {
    return "azure";
  }

  @Override
  public boolean owns(String host) {
    return host.endsWith(".azurecr.io")
        || host.endsWith(".azurecr.cn")
        || host.endsWith(".azurecr.us");
  }

  @Override
  public Token login(JsonService service, String host) throws TokenException {
    String own = identity.token(service, RESOURCE).secret().reveal();
    URI registry = environment.address("MILLRACE_AZURE_REGISTRY_ENDPOINT", "https://" + host);
    String form =
        Replies.form(Map.of("grant_type", "access_token", "service", host, "access_token", own));
    Reply reply =
        service.call(
            "POST",
            URI.create(registry + "/oauth2/exchange"),
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            form);
    String token = Replies.require(reply, "the registry '" + host + "'", "refresh_token");
    return new Token(USERNAME, Sensitive.of(token), environment.clock().instant().plus(LIFE));
  }
}
