package dev.millrace.controller.notification.provider.alerting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.Wording;
import dev.millrace.safety.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The type {@code sentry}: errors are events, information is a transaction of no length. The
 * channel is the environment. Ids are made of the notification's, so Sentry drops repeats.
 */
final class SentryNotifier implements Notifier {
  private static final String CLIENT = "millrace/1.0";
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  private final ProviderSettings settings;

  SentryNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    Event event = notification.event();
    switch (event.severity()) {
      case Event.ERROR -> send("event", error(event), notification, exchange);
      case Event.INFO -> send("transaction", transaction(event), notification, exchange);
      default -> {}
    }
  }

  private void send(String type, ObjectNode item, Notification notification, Exchange exchange)
      throws InterruptedException {
    SentryDsn dsn = SentryDsn.of(settings.url());
    String eventId = Sha256.hex(notification.id()).substring(0, TRACE_DIGITS);
    String payload = item.put("event_id", eventId).put("platform", "other").toString();
    ObjectNode header = JsonTree.object().put("event_id", eventId);
    ObjectNode itemHeader = JsonTree.object().put("type", type);
    itemHeader.put("length", payload.getBytes(StandardCharsets.UTF_8).length);
    byte[] body =
        (header + "\n" + itemHeader + "\n" + payload + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.require(
        OutgoingRequest.post(dsn.envelopes(), "application/x-sentry-envelope", body)
            .header(
                "X-Sentry-Auth",
                "Sentry sentry_version=7, sentry_client=%s, sentry_key=%s"
                    .formatted(CLIENT, dsn.publicKey())));
  }

  private ObjectNode error(Event event) {
    ObjectNode error = common(event).put("level", event.severity());
    error.put("server_name", event.reportingController());
    error.set("extra", JsonTree.object(event.metadata()));
    return error;
  }

  private ObjectNode transaction(Event event) {
    String key = Sha256.hex(Wording.path(event) + event.timestamp() + event.message());
    ObjectNode transaction = common(event).put("type", "transaction");
    transaction.put("start_timestamp", event.timestamp());
    ObjectNode trace = transaction.putObject("contexts").putObject("trace");
    trace.put("trace_id", key.substring(0, TRACE_DIGITS));
    trace.put("span_id", key.substring(TRACE_DIGITS, TRACE_DIGITS + SPAN_DIGITS));
    trace.put("op", "event");
    transaction.set("tags", JsonTree.object(tags(event)));
    transaction.putArray("spans");
    return transaction;
  }

  private ObjectNode common(Event event) {
    ObjectNode item = JsonTree.object();
    item.put("timestamp", event.timestamp());
    item.put("message", event.message());
    item.put(
        "transaction",
        "%s: %s/%s"
            .formatted(
                event.involvedObject().kind(),
                event.involvedObject().namespace(),
                event.involvedObject().name()));
    if (!settings.channel().isEmpty()) {
      item.put("environment", settings.channel());
    }
    return item;
  }

  private static Map<String, String> tags(Event event) {
    Map<String, String> tags = new TreeMap<>();
    tags.put("flux_involved_object_kind", event.involvedObject().kind());
    tags.put("flux_involved_object_namespace", event.involvedObject().namespace());
    tags.put("flux_involved_object_name", event.involvedObject().name());
    tags.put("flux_reporting_controller", event.reportingController());
    tags.put("flux_reporting_instance", event.reportingInstance());
    tags.put("flux_reason", event.reason());
    tags.putAll(event.metadata());
    return tags;
  }
}
