package dev.millrace.controller.notification.provider.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.TextLimit;
import dev.millrace.controller.notification.provider.Wording;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The type {@code msteams}: an adaptive card for workflows, or the card of the retired connectors
 * whose addresses end in {@code .webhook.office.com}.
 */
final class TeamsNotifier implements Notifier {
  private static final int TEXT_LIMIT = 20_000;
  private static final String RETIRED_CONNECTORS = ".webhook.office.com";
  private static final String SUMMARY = "summary";

  private final ProviderSettings settings;

  TeamsNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    URI address = settings.url();
    Event event = notification.event();
    ObjectNode card =
        address.getHost().endsWith(RETIRED_CONNECTORS) ? messageCard(event) : adaptiveCard(event);
    exchange.require(OutgoingRequest.post(address, card));
  }

  private static ObjectNode messageCard(Event event) {
    String subject = Wording.subject(event);
    ObjectNode card = JsonTree.object();
    card.put("@type", "MessageCard");
    card.put("@context", "http://schema.org/extensions");
    card.put("themeColor", Wording.isError(event) ? "FF0000" : "0076D7");
    card.put(SUMMARY, subject);
    ObjectNode section = card.putArray("sections").addObject();
    section.put("activityTitle", TextLimit.cut(event.message(), TEXT_LIMIT));
    section.put("activitySubtitle", subject);
    ArrayNode facts = section.putArray("facts");
    event
        .metadata()
        .forEach((name, value) -> facts.addObject().put("name", name).put("value", value));
    return card;
  }

  private static ObjectNode adaptiveCard(Event event) {
    ObjectNode message = JsonTree.object().put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    ObjectNode card = attachment.putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    // The newest version that Teams shows.
    card.put("version", "1.4");
    ObjectNode container = card.putArray("body").addObject().put("type", "Container");
    container.putArray("items").add(title(event)).add(text(event)).add(facts(event));
    card.putObject("msteams").put("width", "Full");
    return message;
  }

  private static ObjectNode title(Event event) {
    return JsonTree.object()
        .put("type", "TextBlock")
        .put("text", Wording.subject(event))
        .put("size", "large")
        .put("weight", "bolder")
        .put("wrap", true);
  }

  private static ObjectNode text(Event event) {
    ObjectNode block = JsonTree.object().put("type", "TextBlock").put("wrap", true);
    if (!event.message().isEmpty()) {
      block.put("text", TextLimit.cut(event.message(), TEXT_LIMIT));
    }
    if (Wording.isError(event)) {
      block.put("color", "attention");
    }
    return block;
  }

  private static ObjectNode facts(Event event) {
    ObjectNode set = JsonTree.object().put("type", "FactSet");
    if (!event.metadata().isEmpty()) {
      ArrayNode facts = set.putArray("facts");
      summaryFirst(event)
          .forEach((title, value) -> facts.addObject().put("title", title).put("value", value));
    }
    return set;
  }

  private static Map<String, String> summaryFirst(Event event) {
    Map<String, String> ordered = new LinkedHashMap<>();
    if (event.metadata().containsKey(SUMMARY)) {
      ordered.put(SUMMARY, event.meta(SUMMARY));
    }
    new TreeMap<>(event.metadata()).forEach(ordered::putIfAbsent);
    return ordered;
  }
}
