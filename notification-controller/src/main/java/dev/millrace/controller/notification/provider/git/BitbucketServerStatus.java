package dev.millrace.controller.notification.provider.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.provider.Digest;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.Wording;
import java.util.List;

/**
 * The type {@code bitbucketserver}: build statuses on Bitbucket Server and Data Center. The address
 * is the one to clone from: {@code https://host/context/scm/project/repository.git}. Progress is
 * not told.
 */
final class BitbucketServerStatus implements Notifier {
  private static final String SCM = "scm";
  private static final String BUILDS =
      "%s%s/rest/api/latest/projects/%s/repos/%s/commits/%s/builds";

  private final ProviderSettings settings;

  BitbucketServerStatus(ProviderSettings settings) {
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
    JsonNode shown = api.get("?key=" + body.path("key").asText());
    boolean same =
        List.of("key", "state", "name", "description").stream()
            .allMatch(field -> shown.path(field).equals(body.path(field)));
    if (!same) {
      api.send("POST", "", body);
    }
  }

  private RestApi api(Exchange exchange, CommitStatus status) {
    GitAddress address = GitAddress.of(settings);
    List<String> path = address.path();
    int scm = path.lastIndexOf(SCM);
    if (scm < 0 || path.size() != scm + 3) {
      throw new NotificationFailure(
          "the path of the provider's address must end in /scm/project/repository.git");
    }
    String context = scm == 0 ? "" : "/" + String.join("/", path.subList(0, scm));
    return new RestApi(
        BUILDS.formatted(
            address.origin(), context, path.get(scm + 1), path.get(scm + 2), status.commit()),
        this::login,
        exchange);
  }

  private OutgoingRequest login(OutgoingRequest request) {
    OutgoingRequest marked =
        request
            .header("X-Atlassian-Token", "no-check")
            .header("X-Requested-With", "XMLHttpRequest");
    if (settings.token().reveal().isEmpty() && settings.hasLogin()) {
      return marked.basic(settings.username(), settings.password().reveal());
    }
    return marked.bearer(settings.requireToken());
  }

  private ObjectNode body(CommitStatus status, String name) {
    ObjectNode body = JsonTree.object();
    // Keys have at most 40 characters.
    body.put("key", Digest.sha1(status.id()));
    body.put("state", BuildState.of(status));
    body.put("name", name + " [" + status.description() + "]");
    body.put("description", status.description());
    return body.put("url", settings.address().reveal());
  }
}
