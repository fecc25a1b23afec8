package dev.millrace.controller.notification.provider.git;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.ServiceAnswer;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.PemKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Speaks as an app of GitHub. Tokens of installations are kept until shortly before their end; the
 * memory is bounded, the oldest are forgotten first.
 */
public final class GitHubApp {
  private static final int MOST = 100;
  private static final int SKEW_SECONDS = 60;
  private static final int PROOF_SECONDS = 9 * 60;
  private static final int NOT_FOUND = 404;

  private final Clock clock;
  private final SequencedMap<String, Token> tokens = new LinkedHashMap<>();

  /** Keeps nothing yet. */
  public GitHubApp(Clock clock) {
    this.clock = clock;
  }

  private record Token(String value, Instant end) {}

  /** A token of the installation that the Secret of a Provider names. */
  String token(ProviderSettings settings, String api, Exchange exchange)
      throws InterruptedException {
    GitHubAppSecret app = GitHubAppSecret.of(settings, api);
    String key =
        "%s/%s/%s/%s%s"
            .formatted(
                settings.identity().uid(), app.api(), app.id(), app.installation(), app.owner());
    Token known = known(key);
    if (known == null) {
      known = ask(app, exchange);
      remember(key, known);
    }
    return known.value();
  }

  /** The name under which the app comments. */
  String slug(ProviderSettings settings, String api, Exchange exchange)
      throws InterruptedException {
    GitHubAppSecret app = GitHubAppSecret.of(settings, api);
    OutgoingRequest request = OutgoingRequest.get(app.method("/app"));
    return JsonTree.read(exchange.require(request.bearer(proof(app)))).path("slug").asText();
  }

  private Token ask(GitHubAppSecret app, Exchange exchange) throws InterruptedException {
    String installation =
        app.installation().isEmpty() ? findInstallation(app, exchange) : app.installation();
    URI tokens = app.method("/app/installations/" + installation + "/access_tokens");
    OutgoingRequest request = OutgoingRequest.post(tokens, JsonTree.object());
    var answer = JsonTree.read(exchange.require(request.bearer(proof(app))));
    String value = answer.path("token").asText("");
    if (value.isEmpty()) {
      throw new NotificationFailure("GitHub gave the app no token");
    }
    return new Token(value, end(answer.path("expires_at").asText("")));
  }

  /** The owner is an organisation or, if there is none of that name, a user. */
  private String findInstallation(GitHubAppSecret app, Exchange exchange)
      throws InterruptedException {
    for (String owners : List.of("/orgs/", "/users/")) {
      URI method = app.method(owners + RestApi.part(app.owner()) + "/installation");
      ServiceAnswer answer = exchange.send(OutgoingRequest.get(method).bearer(proof(app)));
      if (answer.status() != NOT_FOUND) {
        return JsonTree.read(answer.requireSuccess("GET")).path("id").asText();
      }
    }
    throw new NotificationFailure(
        "the GitHub App '%s' is not installed for '%s'".formatted(app.id(), app.owner()));
  }

  private Instant end(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      return clock.instant();
    }
  }

  private synchronized @Nullable Token known(String key) {
    Token token = tokens.get(key);
    boolean lasts = token != null && token.end().isAfter(clock.instant().plusSeconds(SKEW_SECONDS));
    return lasts ? token : null;
  }

  private synchronized void remember(String key, Token token) {
    if (tokens.size() >= MOST) {
      tokens.pollFirstEntry();
    }
    tokens.put(key, token);
  }

  /** A short-lived proof that we hold the app's key. */
  private String proof(GitHubAppSecret app) {
    long now = clock.instant().getEpochSecond();
    ObjectNode claims = JsonTree.object();
    // The clocks of GitHub and ours may differ.
    claims.put("iat", now - SKEW_SECONDS).put("exp", now + PROOF_SECONDS);
    claims.put("iss", app.id());
    String text =
        base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + base64(claims.toString().getBytes(StandardCharsets.UTF_8));
    return text + "." + base64(sign(text, app.privateKey()));
  }

  private static byte[] sign(String text, Sensitive<String> pem) {
    try {
      PrivateKey key = PemKey.parse(pem);
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (IOException | GeneralSecurityException _) {
      throw new NotificationFailure(
          "the app's private key in the Secret is no RSA key in PEM format");
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
