package dev.millrace.controller.notification.provider.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.EventJson;
import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.google.GoogleCredentials;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;

/**
 * The type {@code googlepubsub}: the event as a message to a topic. The address is the project, the
 * channel the topic, the headers are attributes; the token is the JSON of credentials.
 */
final class PubSubNotifier implements Notifier {
  private final ProviderSettings settings;
  private final CloudTokens tokens;
  private final Clock clock;
  private final URI service;

  PubSubNotifier(ProviderSettings settings, CloudTokens tokens, Clock clock, URI service) {
    this.settings = settings;
    this.tokens = tokens;
    this.clock = clock;
    this.service = service;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    ObjectNode body = JsonTree.object();
    ObjectNode message = body.putArray("messages").addObject();
    message.put("data", Base64.getEncoder().encodeToString(EventJson.bytes(notification.event())));
    if (!settings.headers().reveal().isEmpty()) {
      message.set("attributes", JsonTree.object(settings.headers().reveal()));
    }
    exchange.require(OutgoingRequest.post(topic(), body).bearer(token(exchange)));
  }

  private URI topic() {
    String project = settings.address().reveal();
    if (project.isEmpty()) {
      throw new NotificationFailure("the provider's address must be the Google Cloud project");
    }
    return service.resolve(
        "/v1/projects/%s/topics/%s:publish"
            .formatted(part(project), part(settings.requireChannel("topic"))));
  }

  private String token(Exchange exchange) throws InterruptedException {
    return settings.token().reveal().isEmpty()
        ? tokens.google(settings.identity(), CloudTokens.GOOGLE_PUBSUB)
        : GoogleCredentials.parse(settings.token(), clock)
            .token(CloudTokens.GOOGLE_PUBSUB, exchange);
  }

  private static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
