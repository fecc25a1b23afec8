package dev.millrace.controller.notification.provider.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.ProviderSettings;
import java.util.List;

/**
 * The type {@code azuredevops}: commit statuses, with a personal token or, without one, a workload
 * identity. Progress is not told.
 */
final class AzureDevOpsStatus implements Notifier {
  private static final String GENRE = "fluxcd";
  private static final String VERSION = "api-version=7.1";

  private final ProviderSettings settings;
  private final CloudTokens tokens;

  AzureDevOpsStatus(ProviderSettings settings, CloudTokens tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    if (notification.event().isProgress()) {
      return;
    }
    CommitStatus status = CommitStatus.of(notification);
    String state = status.state() == CommitStatus.State.FAILURE ? "error" : "succeeded";
    RestApi api = api(exchange, status);
    if (!isShown(api.get("?" + VERSION), status, state)) {
      ObjectNode body = JsonTree.object().put("state", state);
      body.put("description", status.description());
      body.putObject("context").put("genre", GENRE).put("name", status.id());
      api.send("POST", "?" + VERSION, body);
    }
  }

  private RestApi api(Exchange exchange, CommitStatus status) throws InterruptedException {
    GitAddress address = GitAddress.of(settings);
    List<String> names = address.requireParts(4, "/organisation/project/_git/repository");
    String base =
        "%s/%s/%s/_apis/git/repositories/%s/commits/%s/statuses"
            .formatted(
                address.origin(),
                RestApi.part(names.get(0)),
                RestApi.part(names.get(1)),
                RestApi.part(names.get(3)),
                status.commit());
    String token = settings.token().reveal();
    if (token.isEmpty()) {
      String identity = tokens.azure(settings.identity(), CloudTokens.AZURE_DEVOPS);
      return new RestApi(base, request -> request.bearer(identity), exchange);
    }
    return new RestApi(base, request -> request.basic("", token), exchange);
  }

  private static boolean isShown(JsonNode statuses, CommitStatus status, String state) {
    for (JsonNode each : statuses.path("value")) {
      JsonNode context = each.path("context");
      if (context.path("name").asText().equals(status.id())
          && context.path("genre").asText().equals(GENRE)) {
        return each.path("state").asText().equals(state)
            && each.path("description").asText().equals(status.description());
      }
    }
    return false;
  }
}
