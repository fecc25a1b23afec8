package dev.millrace.access.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.access.cloud.CloudAccess.Actor;
import dev.millrace.access.token.Token;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Azure Container Registry: it exchanges a token of the identity for one of its own. */
final class AzureRegistry implements CloudRegistry {
  private static final String USERNAME = "00000000-0000-0000-0000-000000000000";
  private static final String SCOPE = "https://management.azure.com/.default";

  /** Refresh tokens live for three hours; the registry does not say so. */
  private static final Duration LIFE = Duration.ofHours(3);

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
  public Token login(Actor actor, String host) throws IOException {
    CloudHttp http = actor.http();
    Sensitive<String> own = actor.identities(http).azure(actor.account()).token(SCOPE).value();
    URI registry = actor.access().endpoints().azureRegistry(host);
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "access_token");
    form.put("service", host);
    form.put("access_token", own.reveal());
    JsonNode answer =
        http.json(
            HttpRequest.newBuilder(registry.resolve("/oauth2/exchange"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(CloudHttp.formBody(form)),
            "asking the registry '%s' for a login".formatted(host));
    String token = answer.path("refresh_token").asText("");
    if (token.isEmpty()) {
      throw new CloudException("the registry '%s' answered without a token".formatted(host));
    }
    return new Token(USERNAME, Sensitive.of(token), actor.access().clock().instant().plus(LIFE));
  }
}
