package dev.millrace.controller.notification.provider.git;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
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
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Speaks as an app of GitHub. Tokens of installations are kept until shortly before their end; the
 * memory is bounded, the oldest are forgotten first.
 */
public final class GitHubApp {
  static final String APP_ID = "githubAppID";
  private static final String INSTALLATION_ID = "githubAppInstallationID";
  private static final String PRIVATE_KEY = "githubAppPrivateKey";
  private static final int MOST = 100;
  private static final int SKEW_SECONDS = 60;
  private static final int PROOF_SECONDS = 9 * 60;

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
    String installation = required(settings, INSTALLATION_ID);
    String key = settings.identity().uid() + "/" + api + "/" + installation;
    Token known = known(key);
    if (known == null) {
      known = ask(settings, api + "/app/installations/" + installation, exchange);
      remember(key, known);
    }
    return known.value();
  }

  /** The name under which the app comments. */
  String slug(ProviderSettings settings, String api, Exchange exchange)
      throws InterruptedException {
    OutgoingRequest request = OutgoingRequest.get(URI.create(api + "/app"));
    return JsonTree.read(exchange.require(request.bearer(proof(settings)))).path("slug").asText();
  }

  private Token ask(ProviderSettings settings, String installation, Exchange exchange)
      throws InterruptedException {
    OutgoingRequest request =
        OutgoingRequest.post(URI.create(installation + "/access_tokens"), JsonTree.object());
    var answer = JsonTree.read(exchange.require(request.bearer(proof(settings))));
    String value = answer.path("token").asText("");
    if (value.isEmpty()) {
      throw new NotificationFailure("GitHub gave the app no token");
    }
    return new Token(value, end(answer.path("expires_at").asText("")));
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
  private String proof(ProviderSettings settings) {
    long now = clock.instant().getEpochSecond();
    ObjectNode claims = JsonTree.object();
    // The clocks of GitHub and ours may differ.
    claims.put("iat", now - SKEW_SECONDS).put("exp", now + PROOF_SECONDS);
    claims.put("iss", required(settings, APP_ID));
    String text =
        base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + base64(claims.toString().getBytes(StandardCharsets.UTF_8));
    return text + "." + base64(sign(text, Sensitive.of(required(settings, PRIVATE_KEY))));
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
          "the key '%s' of the Secret is no RSA key in PEM format".formatted(PRIVATE_KEY));
    }
  }

  private static String required(ProviderSettings settings, String key) {
    Map<String, String> secret = settings.secret().reveal();
    String value = secret.getOrDefault(key, "").strip();
    if (value.isEmpty()) {
      throw new NotificationFailure("the Secret has no key '%s'".formatted(key));
    }
    return value;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
