package dev.millrace.controller.notification.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.Event;
import java.net.URI;
import java.util.Locale;

/** The type {@code slack}: an incoming webhook, or the {@code chat.postMessage} method. */
final class SlackNotifier implements Notifier {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API_METHOD = "/api/chat.postMessage";

  private final ProviderSettings settings;

  SlackNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Event event, Exchange exchange) throws InterruptedException {
    URI address = URI.create(settings.address().reveal());
    OutgoingRequest request = OutgoingRequest.post(address, message(event));
    if (!settings.token().reveal().isEmpty()) {
      request = request.header("Authorization", "Bearer " + settings.token().reveal());
    }
    ServiceAnswer answer = exchange.require(request);
    if (address.getPath() != null && address.getPath().endsWith(API_METHOD)) {
      requireOk(answer);
    }
  }

  private ObjectNode message(Event event) {
    String subject = subject(event);
    ObjectNode message = JSON.createObjectNode();
    message.put("channel", settings.channel());
    message.put(
        "username",
        settings.username().isEmpty() ? event.reportingController() : settings.username());
    message.put("icon_url", "").put("icon_emoji", "");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("fallback", subject + ": " + firstLine(event.message()));
    attachment.put("color", event.severity().equals(Event.ERROR) ? "danger" : "good");
    attachment.put("author_name", subject);
    attachment.put("text", event.message());
    attachment.putArray("mrkdwn_in").add("text");
    ArrayNode fields = attachment.putArray("fields");
    event
        .metadata()
        .forEach(
            (key, value) ->
                fields.addObject().put("title", key).put("value", value).put("short", false));
    return message;
  }

  private static String subject(Event event) {
    return "%s/%s.%s"
        .formatted(
            event.involvedObject().kind().toLowerCase(Locale.ROOT),
            event.involvedObject().name(),
            event.involvedObject().namespace());
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  /** The method answers 200 whatever happened; the body tells. */
  private static void requireOk(ServiceAnswer answer) {
    JsonNode body;
    try {
      body = JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new NotificationFailure("Slack's answer is not JSON");
    }
    if (!body.path("ok").asBoolean(false)) {
      throw new NotificationFailure(
          "Slack refused the message: " + body.path("error").asText("no reason given"));
    }
  }
}
