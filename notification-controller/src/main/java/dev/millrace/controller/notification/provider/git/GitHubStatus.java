package dev.millrace.controller.notification.provider.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import java.util.Locale;

/** The type {@code github}: commit statuses. Progress is not told. */
final class GitHubStatus implements Notifier {
  private final GitHubRepository repository;

  GitHubStatus(GitHubRepository repository) {
    this.repository = repository;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    if (notification.event().isProgress()) {
      return;
    }
    CommitStatus status = CommitStatus.of(notification);
    String state = status.state().name().toLowerCase(Locale.ROOT);
    RestApi api = repository.api(exchange);
    JsonNode statuses = api.get("/commits/" + status.commit() + "/statuses?per_page=50");
    if (!isLatest(statuses, status, state)) {
      ObjectNode body = JsonTree.object().put("state", state);
      body.put("description", status.description()).put("context", status.id());
      api.send("POST", "/statuses/" + status.commit(), body);
    }
  }

  /** Whether the newest status with this context says the same already. */
  static boolean isLatest(JsonNode statuses, CommitStatus status, String state) {
    for (JsonNode each : statuses) {
      if (each.path("context").asText().equals(status.id())) {
        String shown = each.path("state").asText(each.path("status").asText());
        return shown.equals(state)
            && each.path("description").asText().equals(status.description());
      }
    }
    return false;
  }
}
