package dev.millrace.controller.notification.provider.git;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;

/** The type {@code giteapullrequestcomment}. */
final class GiteaComment implements Notifier {
  private final GiteaRepository repository;

  GiteaComment(GiteaRepository repository) {
    this.repository = repository;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    ChangeRequestComment comment =
        ChangeRequestComment.of(notification.event(), repository.settings(), "flux-pr-comment-key");
    String login = repository.server(exchange, "").get("/user").path("login").asText();
    RestApi api = repository.api(exchange);
    String path = "/issues/" + comment.number() + "/comments";
    JsonNode comments = api.get(path + "?page=1&limit=100");
    String id = comment.find(comments, "user", "login", login);
    if (id.isEmpty()) {
      api.send("POST", path, comment.body());
    } else {
      api.send("PATCH", "/issues/comments/" + id, comment.body());
    }
  }
}
