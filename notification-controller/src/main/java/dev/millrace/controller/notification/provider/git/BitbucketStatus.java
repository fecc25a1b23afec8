package dev.millrace.controller.notification.provider.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.provider.Digest;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.Wording;
import java.util.List;
import java.util.Set;

/** The type {@code bitbucket}: build statuses on bitbucket.org. Progress is not told. */
final class BitbucketStatus implements Notifier {
  private static final String API = "https://api.bitbucket.org/2.0/repositories/";

  /** They stand for nobody: what follows them is an access token. */
  private static final Set<String> TOKEN_USERS =
      Set.of("x-token-auth", "x-bitbucket-api-token-auth");

  private final ProviderSettings settings;

  BitbucketStatus(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    if (notification.event().isProgress()) {
      return;
    }
    CommitStatus status = CommitStatus.of(notification);
    RestApi api = api(exchange, status);
    ObjectNode body = body(status, Wording.statusName(notification.event()));
    JsonNode shown = api.get("/" + body.path("key").asText());
    if (!shown.path("state").equals(body.path("state"))
        || !shown.path("description").equals(body.path("description"))) {
      api.send("POST", "", body);
    }
  }

  private RestApi api(Exchange exchange, CommitStatus status) {
    List<String> names = GitAddress.of(settings).requireParts(2, "/workspace/repository");
    String[] login = settings.requireToken().split(":", -1);
    if (login.length != 2) {
      throw new NotificationFailure(
          "the key 'token' of the Secret must be of the form user:password");
    }
    return new RestApi(
        API
            + "%s/%s/commit/%s/statuses/build"
                .formatted(names.get(0), names.get(1), status.commit()),
        request ->
            TOKEN_USERS.contains(login[0])
                ? request.bearer(login[1])
                : request.basic(login[0], login[1]),
        exchange);
  }

  private static ObjectNode body(CommitStatus status, String name) {
    ObjectNode body = JsonTree.object();
    // Keys have at most 40 characters.
    body.put("key", Digest.sha1(status.id()));
    body.put("state", BuildState.of(status));
    body.put("name", name).put("description", status.description());
    return body.put("url", "https://bitbucket.org");
  }
}
