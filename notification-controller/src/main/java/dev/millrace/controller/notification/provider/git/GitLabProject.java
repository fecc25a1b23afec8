package dev.millrace.controller.notification.provider.git;

import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings;

/** A project on gitlab.com or a GitLab server, and the token for it. */
record GitLabProject(ProviderSettings settings) {

  /** The API below the project. */
  RestApi api(Exchange exchange) {
    String project = GitAddress.of(settings).project();
    if (project.isEmpty()) {
      throw new NotificationFailure("the path of the provider's address must name a project");
    }
    return server(exchange, "/projects/" + RestApi.part(project).replace(".", "%2E"));
  }

  /** The API of the server below a path. */
  RestApi server(Exchange exchange, String path) {
    String token = settings.requireToken();
    return new RestApi(
        GitAddress.of(settings).origin() + "/api/v4" + path,
        request -> request.header("Private-Token", token),
        exchange);
  }
}
