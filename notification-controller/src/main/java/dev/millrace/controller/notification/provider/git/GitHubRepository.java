package dev.millrace.controller.notification.provider.git;

import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.ProviderSettings;
import java.util.List;

/** A repository on github.com or a GitHub server, and the token for it. */
final class GitHubRepository {
  private static final String API_VERSION = "2022-11-28";

  private final ProviderSettings settings;
  private final GitHubApp app;

  GitHubRepository(ProviderSettings settings, GitHubApp app) {
    this.settings = settings;
    this.app = app;
  }

  /** The API below the repository. */
  RestApi api(Exchange exchange) throws InterruptedException {
    GitAddress address = GitAddress.of(settings);
    List<String> names = address.requireParts(2, "/owner/repository");
    return server(exchange, "/repos/" + names.get(0) + "/" + names.get(1));
  }

  /** The API of the server below a path. */
  RestApi server(Exchange exchange, String path) throws InterruptedException {
    String server = apiOf(GitAddress.of(settings));
    String token = token(server, exchange);
    return new RestApi(
        server + path,
        request -> request.bearer(token).header("X-Github-Api-Version", API_VERSION),
        exchange);
  }

  /** Whose comments are ours: an app's are by {@code slug[bot]}. */
  String login(Exchange exchange) throws InterruptedException {
    if (usesApp()) {
      return app.slug(settings, apiOf(GitAddress.of(settings)), exchange) + "[bot]";
    }
    return server(exchange, "").get("/user").path("login").asText("");
  }

  private String token(String server, Exchange exchange) throws InterruptedException {
    return usesApp() ? app.token(settings, server, exchange) : settings.requireToken();
  }

  private boolean usesApp() {
    return settings.token().reveal().isEmpty()
        && settings.secret().reveal().containsKey(GitHubAppSecret.APP_ID);
  }

  private static String apiOf(GitAddress address) {
    if (address.host().equals("github.com")) {
      return "https://api.github.com";
    }
    boolean isApi = address.host().startsWith("api.") || address.host().contains(".api.");
    return address.origin() + (isApi ? "" : "/api/v3");
  }
}
