package dev.millrace.controller.notification.provider.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;

/** The type {@code gitlab}: commit statuses. Progress is not told. */
final class GitLabStatus implements Notifier {
  private final GitLabProject project;

  GitLabStatus(GitLabProject project) {
    this.project = project;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    if (notification.event().isProgress()) {
      return;
    }
    CommitStatus status = CommitStatus.of(notification);
    String state = status.state() == CommitStatus.State.FAILURE ? "failed" : "success";
    RestApi api = project.api(exchange);
    if (!isShown(api, status, state)) {
      ObjectNode body = JsonTree.object().put("state", state).put("name", status.id());
      body.put("description", status.description());
      api.send("POST", "/statuses/" + status.commit(), body);
    }
  }

  private static boolean isShown(RestApi api, CommitStatus status, String state)
      throws InterruptedException {
    JsonNode statuses =
        api.get(
            "/repository/commits/%s/statuses?name=%s"
                .formatted(status.commit(), RestApi.part(status.id())));
    for (JsonNode each : statuses) {
      if (each.path("sha").asText().equals(status.commit())
          && each.path("status").asText().equals(state)
          && each.path("name").asText().equals(status.id())
          && each.path("description").asText().equals(status.description())) {
        return true;
      }
    }
    return false;
  }
}
