package dev.millrace.access.git;

import dev.millrace.access.token.JsonService;
import dev.millrace.access.token.JsonService.Reply;
import dev.millrace.access.token.Token;
import dev.millrace.access.token.TokenCache;
import dev.millrace.access.token.TokenException;
import dev.millrace.cloud.SignedToken;
import dev.millrace.git.GitCredentials;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.Sha256;
import dev.millrace.safety.net.PemKey;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a GitHub App's installation ({@code spec.provider: github}). The app's key signs a
 * short claim, GitHub gives a token for it that lives for an hour.
 */
final class GitHubApp {
  /** The key of the Secret that holds the app's id; its presence marks such a Secret. */
  static final String ID = "githubAppID";

  private static final String INSTALLATION = "githubAppInstallationID";
  private static final String OWNER = "githubAppInstallationOwner";
  private static final String KEY = "githubAppPrivateKey";
  private static final String BASE_URL = "githubAppBaseURL";
  private static final String PUBLIC_API = "https://api.github.com";

  /** GitHub ignores the user name, and documents this one. */
  private static final String USERNAME = "x-access-token";

  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);
  private static final Duration CLAIM_LIFE = Duration.ofMinutes(9);
  private static final int NOT_FOUND = 404;

  private final TokenCache tokens;
  private final Clock clock;

  GitHubApp(TokenCache tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** What the Secret says about the app. */
  private record App(String id, String installation, String owner, Sensitive<String> key, URI api) {
    static App of(SecretValues secret) throws TokenException {
      String installation = text(secret, INSTALLATION);
      String owner = text(secret, OWNER);
      if (!installation.isEmpty() && !owner.isEmpty()) {
        throw new TokenException(
            "secret '%s' must have only one of the keys '%s' and '%s'"
                .formatted(secret.source(), INSTALLATION, OWNER));
      }
      String base = text(secret, BASE_URL);
      return new App(
          text(secret, ID),
          installation,
          owner,
          Sensitive.of(text(secret, KEY)),
          api(base.isEmpty() ? PUBLIC_API : base));
    }

    private static URI api(String text) throws TokenException {
      try {
        return URI.create(text.replaceFirst("/+$", ""));
      } catch (IllegalArgumentException e) {
        throw new TokenException("the key '%s' is no URL".formatted(BASE_URL), e);
      }
    }

    /**
     * The key is part of it, so that a rotated key is used at once, and nobody gets a token without
     * the key; only its hash shows.
     */
    String cacheKey() {
      return "github-app|%s|%s|%s|%s|%s"
          .formatted(api, id, installation, owner, Sha256.hex(key.reveal()));
    }
  }

  /** What a Secret lacks to be one of a GitHub App; empty when it lacks nothing. */
  static Optional<String> missing(SecretValues secret) {
    for (String key : List.of(ID, KEY)) {
      if (text(secret, key).isEmpty()) {
        return Optional.of("secret '%s' lacks the key '%s'".formatted(secret.source(), key));
      }
    }
    boolean isInstalled = !(text(secret, INSTALLATION) + text(secret, OWNER)).isEmpty();
    return isInstalled
        ? Optional.empty()
        : Optional.of(
            "secret '%s' must have one of the keys '%s' and '%s'"
                .formatted(secret.source(), INSTALLATION, OWNER));
  }

  private static String text(SecretValues secret, String key) {
    return secret.text(key).map(Sensitive::reveal).map(String::strip).orElse("");
  }

  /**
   * A login for Git.
   *
   * @param secret of which nothing is missing
   */
  GitCredentials credentials(
      SecretValues secret, TlsMaterial tls, @Nullable ProxySettings proxy, Duration timeout)
      throws TokenException {
    App app = App.of(secret);
    Token token = tokens.get(app.cacheKey(), () -> request(app, tls, proxy, timeout));
    return new GitCredentials.Basic(token.username(), token.secret());
  }

  private Token request(App app, TlsMaterial tls, @Nullable ProxySettings proxy, Duration timeout)
      throws TokenException {
    try (JsonService service = JsonService.open(tls, proxy, timeout)) {
      Map<String, String> headers =
          Map.of(
              "Authorization", "Bearer " + claim(app),
              "Accept", "application/vnd.github+json",
              "X-GitHub-Api-Version", "2022-11-28");
      String installation =
          app.installation.isEmpty() ? findInstallation(service, app, headers) : app.installation;
      URI address =
          URI.create(app.api + "/app/installations/" + digits(installation) + "/access_tokens");
      Reply reply = require(service.call("POST", address, headers, null), address);
      return new Token(USERNAME, Sensitive.of(reply.text("token")), expiry(reply));
    } catch (TokenException e) {
      throw e;
    } catch (IOException e) {
      throw new TokenException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The owner is an organisation or, if there is none of that name, a user. */
  private static String findInstallation(JsonService service, App app, Map<String, String> headers)
      throws TokenException {
    String owner = URLEncoder.encode(app.owner, StandardCharsets.UTF_8).replace("+", "%20");
    for (String owners : List.of("/orgs/", "/users/")) {
      URI address = URI.create(app.api + owners + owner + "/installation");
      Reply reply = service.call("GET", address, headers, null);
      if (reply.status() != NOT_FOUND) {
        return require(reply, address).text("id");
      }
    }
    throw new TokenException(
        "the GitHub App '%s' is not installed for '%s'".formatted(app.id, app.owner));
  }

  private String claim(App app) throws TokenException {
    Instant now = clock.instant();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iat", now.minus(CLOCK_SKEW).getEpochSecond());
    claims.put("exp", now.plus(CLAIM_LIFE).getEpochSecond());
    claims.put("iss", app.id);
    try {
      return SignedToken.rs256(Map.of(), claims, PemKey.parse(app.key)).reveal();
    } catch (IOException e) {
      throw new TokenException("'%s' is no RSA private key in PEM".formatted(KEY), e);
    }
  }

  private static String digits(String installation) throws TokenException {
    if (!installation.chars().allMatch(Character::isDigit)) {
      throw new TokenException("the key '%s' must be a number".formatted(INSTALLATION));
    }
    return installation;
  }

  private static Reply require(Reply reply, URI address) throws TokenException {
    if (!reply.isSuccess()) {
      throw new TokenException(
          "GitHub answered %d to %s".formatted(reply.status(), address.getPath()));
    }
    return reply;
  }

  private Instant expiry(Reply reply) throws TokenException {
    try {
      return Instant.parse(reply.text("expires_at"));
    } catch (DateTimeParseException _) {
      return clock.instant().plus(Duration.ofMinutes(30));
    }
  }
}
