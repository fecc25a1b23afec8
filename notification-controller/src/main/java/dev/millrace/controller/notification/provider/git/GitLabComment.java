package dev.millrace.controller.notification.provider.git;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;

/** The type {@code gitlabmergerequestcomment}. */
final class GitLabComment implements Notifier {
  private final GitLabProject project;

  GitLabComment(GitLabProject project) {
    this.project = project;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    ChangeRequestComment comment =
        ChangeRequestComment.of(notification.event(), project.settings(), "flux-mr-comment-key");
    String login = project.server(exchange, "").get("/user").path("username").asText();
    RestApi api = project.api(exchange);
    String path = "/merge_requests/" + comment.number() + "/notes";
    JsonNode notes = api.get(path + "?order_by=created_at&sort=asc&per_page=100");
    String id = comment.find(notes, "author", "username", login);
    if (id.isEmpty()) {
      api.send("POST", path, comment.body());
    } else {
      api.send("PUT", path + "/" + id, comment.body());
    }
  }
}
