package dev.millrace.oci.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.oci.RegistryCredentials;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gets the token that a bearer challenge asks for (the token flow of the distribution project). */
final class TokenExchange {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CLIENT = "millrace";

  private final Http http;
  private final RegistryCredentials credentials;
  private final long maxBytes;

  TokenExchange(Http http, RegistryCredentials credentials, long maxBytes) {
    this.http = http;
    this.credentials = credentials;
    this.maxBytes = maxBytes;
  }

  /**
   * Asks for a token.
   *
   * @param registry the address whose challenge it is
   * @param scope such as {@code repository:org/app:pull}
   */
  Sensitive<String> token(URI registry, Challenge challenge, String scope, Deadline deadline)
      throws RegistryException {
    var realm = realm(registry, challenge);
    var parameters = new LinkedHashMap<String, String>();
    var service = challenge.parameter("service");
    if (!service.isEmpty()) {
      parameters.put("service", service);
    }
    parameters.put("scope", scope);
    var call =
        credentials instanceof RegistryCredentials.IdentityToken(var token)
            ? exchangeCall(realm, parameters, token)
            : Call.get(withQuery(realm, parameters), "application/json");
    try (var answer = http.send(call, basicAuthorization(), deadline)) {
      if (!answer.isSuccess()) {
        throw Failures.refused(answer);
      }
      return tokenIn(answer);
    } catch (IOException e) {
      throw Failures.failed(call, e);
    }
  }

  /** A registry reached over HTTPS must not have our password sent in the clear. */
  private static URI realm(URI registry, Challenge challenge) throws RegistryException {
    URI realm;
    try {
      realm = URI.create(challenge.parameter("realm"));
    } catch (IllegalArgumentException e) {
      throw unusableRealm(registry);
    }
    boolean https = "https".equals(realm.getScheme());
    boolean http = "http".equals(realm.getScheme()) && "http".equals(registry.getScheme());
    if (realm.getHost() == null || !(https || http)) {
      throw unusableRealm(registry);
    }
    return realm;
  }

  private static RegistryException unusableRealm(URI registry) {
    return new RegistryException(
        Reason.MALFORMED,
        "the registry '%s' names no usable address for tokens".formatted(registry.getAuthority()));
  }

  private static Call exchangeCall(
      URI realm, Map<String, String> parameters, Sensitive<String> identityToken) {
    var form = new LinkedHashMap<String, String>(parameters);
    form.put("grant_type", "refresh_token");
    form.put("client_id", CLIENT);
    form.put("refresh_token", identityToken.reveal());
    return Call.send(
        "POST",
        realm,
        "application/x-www-form-urlencoded",
        encoded(form).getBytes(StandardCharsets.UTF_8));
  }

  private static URI withQuery(URI realm, Map<String, String> parameters) {
    var query = encoded(parameters);
    var given = realm.getRawQuery();
    var base = realm.toString().replaceFirst("[?#].*$", "");
    return URI.create(base + "?" + (given == null ? "" : given + "&") + query);
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private @Nullable String basicAuthorization() {
    return credentials instanceof RegistryCredentials.Basic basic
        ? Authorization.basic(basic)
        : null;
  }

  private Sensitive<String> tokenIn(Answer answer) throws IOException {
    var json = JSON.readTree(answer.read(maxBytes));
    var token = json.path("token").asText(json.path("access_token").asText(""));
    if (token.isEmpty() || token.chars().anyMatch(Character::isISOControl)) {
      throw new RegistryException(
          Reason.MALFORMED, answer.call() + ": the answer holds no usable token");
    }
    return Sensitive.of(token);
  }
}
