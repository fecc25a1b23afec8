package dev.millrace.controller.notification.provider.git;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ServiceAnswer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * The API of a service that hosts repositories.
 *
 * @param base what all paths follow
 * @param login adds who we are to a request
 */
record RestApi(String base, UnaryOperator<OutgoingRequest> login, Exchange exchange) {
  private static final int NOT_FOUND = 404;

  /** What the service says of a path; a missing node when it has nothing there. */
  JsonNode get(String path) throws InterruptedException {
    OutgoingRequest request = login.apply(OutgoingRequest.get(uri(path)));
    ServiceAnswer answer = exchange.send(request);
    if (answer.status() == NOT_FOUND) {
      return JsonTree.object().path("nothing");
    }
    return JsonTree.read(answer.requireSuccess("GET"));
  }

  /** Sends a body to a path. */
  void send(String method, String path, JsonNode body) throws InterruptedException {
    exchange.require(login.apply(OutgoingRequest.json(method, uri(path), body)));
  }

  /** A text as one part of a path, or in a query. */
  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private URI uri(String path) {
    try {
      return URI.create(base + path);
    } catch (IllegalArgumentException _) {
      throw new NotificationFailure("the provider's address does not make a valid URL");
    }
  }
}
