package dev.millrace.controller.notification.provider.git;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.ProviderSettings;

/** The type {@code githubpullrequestcomment}. */
final class GitHubComment implements Notifier {
  private final ProviderSettings settings;
  private final GitHubRepository repository;

  GitHubComment(ProviderSettings settings, GitHubRepository repository) {
    this.settings = settings;
    this.repository = repository;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    ChangeRequestComment comment =
        ChangeRequestComment.of(notification.event(), settings, "flux-pr-comment-key");
    String login = repository.login(exchange);
    RestApi api = repository.api(exchange);
    String path = "/issues/" + comment.number() + "/comments";
    JsonNode comments = api.get(path + "?sort=created&direction=asc&per_page=100");
    String id = comment.find(comments, "user", "login", login);
    if (id.isEmpty()) {
      api.send("POST", path, comment.body());
    } else {
      api.send("PATCH", "/issues/comments/" + id, comment.body());
    }
  }
}
