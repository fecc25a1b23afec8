package dev.millrace.controller.notification.provider.git;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventJson;
import dev.millrace.controller.notification.event.InvolvedObject;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;

/** The type {@code githubdispatch}: the event starts workflows of a repository. */
final class GitHubDispatch implements Notifier {
  private final GitHubRepository repository;

  GitHubDispatch(GitHubRepository repository) {
    this.repository = repository;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    Event event = notification.event();
    InvolvedObject object = event.involvedObject();
    ObjectNode body = JsonTree.object();
    body.put("event_type", "%s/%s.%s".formatted(object.kind(), object.name(), object.namespace()));
    body.set("client_payload", EventJson.tree(event));
    repository.api(exchange).send("POST", "/dispatches", body);
  }
}
