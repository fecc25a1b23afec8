package dev.millrace.oci.registry;

import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryCredentials;
import dev.millrace.oci.RegistryException;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.Deadline;
import dev.millrace.safety.net.Origin;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A registry that answered: its address, what it wants to see, and the tokens it gave. */
final class Endpoint {
  private static final String ANY = "*/*";

  private final Http http;
  private final URI base;
  private final Challenge challenge;
  private final RegistryCredentials credentials;
  private final TokenExchange exchange;
  private final Map<String, Sensitive<String>> tokens = new ConcurrentHashMap<>();

  private Endpoint(Http http, URI base, Challenge challenge, RegistryAccess access) {
    this.http = http;
    this.base = base;
    this.challenge = challenge;
    this.credentials = access.credentials();
    this.exchange = new TokenExchange(http, credentials, access.limits().answerBytes());
  }

  /** The registry at an address, when it answers there. */
  static Endpoint at(URI base, Http http, RegistryAccess access, Deadline deadline)
      throws RegistryException {
    var call = Call.get(base.resolve("/v2/"), ANY);
    try (var answer = http.send(call, null, deadline)) {
      if (answer.isSuccess()) {
        return new Endpoint(http, base, Challenge.none(), access);
      }
      var challenge = Challenge.choose(answer.headers().allValues("WWW-Authenticate"));
      if (answer.isUnauthorized() && challenge.isPresent()) {
        return new Endpoint(http, base, challenge.get(), access);
      }
      throw Failures.refused(answer);
    } catch (IOException e) {
      throw Failures.failed(call, e);
    }
  }

  /** The URL of a path below {@code /v2/}. */
  URI url(String path) {
    return base.resolve("/v2/" + path);
  }

  /** Resolves a link of the registry, which must stay at the same registry. */
  URI sameOrigin(URI from, String link) throws RegistryException {
    try {
      var target = from.resolve(link);
      if (Origin.of(target).equals(Origin.of(base))) {
        return target;
      }
    } catch (IllegalArgumentException e) {
      // Reported below.
    }
    throw new RegistryException(
        RegistryException.Reason.MALFORMED,
        "the registry '%s' links to another server".formatted(base.getAuthority()));
  }

  /** Sends a request with what the registry wants to see; a stale token is replaced once. */
  Answer send(Call call, String scope, Deadline deadline) throws RegistryException {
    var answer = http.send(call, authorization(scope, deadline), deadline);
    if (!answer.isUnauthorized() || tokens.remove(scope) == null) {
      return answer;
    }
    try {
      answer.close();
    } catch (IOException e) {
      throw Failures.failed(call, e);
    }
    return http.send(call, authorization(scope, deadline), deadline);
  }

  private @Nullable String authorization(String scope, Deadline deadline) throws RegistryException {
    if (credentials instanceof RegistryCredentials.RegistryToken(var token)) {
      return Authorization.bearer(token.reveal());
    }
    if (challenge.isBearer()) {
      return Authorization.bearer(bearerToken(scope, deadline).reveal());
    }
    return credentials instanceof RegistryCredentials.Basic basic
        ? Authorization.basic(basic)
        : null;
  }

  private Sensitive<String> bearerToken(String scope, Deadline deadline) throws RegistryException {
    var known = tokens.get(scope);
    if (known == null) {
      known = exchange.token(base, challenge, scope, deadline);
      tokens.put(scope, known);
    }
    return known;
  }
}
