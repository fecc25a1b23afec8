package dev.millrace.controller.notification.provider.git;

import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.ProviderSettings;
import java.util.List;

/** A repository on a Gitea or Forgejo server, and the token for it. */
record GiteaRepository(ProviderSettings settings) {

  /** The API below the repository. */
  RestApi api(Exchange exchange) {
    List<String> names = GitAddress.of(settings).requireParts(2, "/owner/repository");
    return server(exchange, "/repos/" + names.get(0) + "/" + names.get(1));
  }

  /** The API of the server below a path. */
  RestApi server(Exchange exchange, String path) {
    String token = settings.requireToken();
    return new RestApi(
        GitAddress.of(settings).origin() + "/api/v1" + path,
        request -> request.header("Authorization", "token " + token),
        exchange);
  }
}
