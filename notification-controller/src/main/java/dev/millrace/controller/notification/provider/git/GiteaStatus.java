package dev.millrace.controller.notification.provider.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import java.util.Locale;

/** The type {@code gitea}: commit statuses, also of progress. */
final class GiteaStatus implements Notifier {
  private final GiteaRepository repository;

  GiteaStatus(GiteaRepository repository) {
    this.repository = repository;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    CommitStatus status = CommitStatus.of(notification);
    String state = status.state().name().toLowerCase(Locale.ROOT);
    RestApi api = repository.api(exchange);
    JsonNode statuses = api.get("/commits/" + status.commit() + "/statuses?page=1&limit=50");
    if (!GitHubStatus.isLatest(statuses, status, state)) {
      ObjectNode body = JsonTree.object().put("state", state).put("target_url", "");
      body.put("description", status.description()).put("context", status.id());
      api.send("POST", "/statuses/" + status.commit(), body);
    }
  }
}
