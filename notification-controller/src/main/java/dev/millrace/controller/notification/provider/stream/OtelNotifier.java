package dev.millrace.controller.notification.provider.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.InvolvedObject;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Lineage;
import dev.millrace.controller.notification.provider.Lineage.Position;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.TextLimit;
import dev.millrace.controller.notification.provider.Wording;
import dev.millrace.safety.Sha256;
import java.net.URI;
import java.util.Map;

/**
 * The type {@code otel}: the event as a span (OTLP over HTTP, in JSON). Ids are made of uids and
 * revisions, so all that comes of one commit is one trace, and repeats are the same span. That an
 * object became healthy is a span of its own, whose parent is that of its application.
 */
final class OtelNotifier implements Notifier {
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;
  private static final int MESSAGE_LIMIT = 4_000;
  private static final String HEALTH = "/health";
  private static final String UNKNOWN = "unknown";

  private final ProviderSettings settings;
  private final Lineage lineage;

  OtelNotifier(ProviderSettings settings, Lineage lineage) {
    this.settings = settings;
    this.lineage = lineage;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    // An index of charts is the source of nothing by itself.
    if (notification.event().involvedObject().kind().equals("HelmRepository")) {
      return;
    }
    OutgoingRequest request = OutgoingRequest.post(traces(), body(notification));
    request =
        settings.hasLogin()
            ? request.basic(settings.username(), settings.password().reveal())
            : request.bearer(token());
    for (Map.Entry<String, String> header : settings.headers().reveal().entrySet()) {
      request = request.header(header.getKey(), header.getValue());
    }
    exchange.require(request);
  }

  /** A password that belongs to nobody is a token, too. */
  private String token() {
    String token = settings.token().reveal();
    return token.isEmpty() ? settings.password().reveal() : token;
  }

  private URI traces() {
    URI address = settings.url();
    String path = address.getRawPath();
    return path.isEmpty() || path.equals("/")
        ? URI.create(settings.origin() + "/v1/traces")
        : address;
  }

  private ObjectNode body(Notification notification) {
    ObjectNode body = JsonTree.object();
    ObjectNode resource = body.putArray("resourceSpans").addObject();
    AlertIdentity alert = notification.alert();
    ArrayNode attributes = resource.putObject("resource").putArray("attributes");
    attribute(attributes, "service.name", alert.namespace() + "/" + alert.name());
    attribute(attributes, "service.namespace", alert.namespace());
    attribute(attributes, "service.instance.id", alert.uid());
    ObjectNode scope = resource.putArray("scopeSpans").addObject();
    scope.putObject("scope").put("name", "flux:notification-controller");
    scope.putArray("spans").add(span(notification.event(), alert));
    return body;
  }

  private ObjectNode span(Event event, AlertIdentity alert) {
    InvolvedObject object = event.involvedObject();
    Position position = lineage.of(event);
    String revision = revision(event);
    String root = position.rootRevision().isEmpty() ? revision : position.rootRevision();
    ObjectNode span = JsonTree.object();
    String own = id(object.uid(), revision, SPAN_DIGITS);
    span.put("traceId", id(alert.uid(), root, TRACE_DIGITS));
    String name = "%s: %s/%s".formatted(object.kind(), object.namespace(), object.name());
    if (isHealth(event)) {
      span.put("spanId", id(object.uid() + HEALTH, revision, SPAN_DIGITS));
      span.put("parentSpanId", own).put("name", name + " healthy");
    } else {
      span.put("spanId", own);
      if (!position.parentUid().isEmpty()) {
        String parent = position.parentRevision().isEmpty() ? revision : position.parentRevision();
        span.put("parentSpanId", id(position.parentUid(), parent, SPAN_DIGITS));
      }
      span.put("name", name);
    }
    span.put("kind", 1);
    String nanos = event.time().getEpochSecond() + "000000000";
    span.put("startTimeUnixNano", nanos).put("endTimeUnixNano", nanos);
    span.set("attributes", attributes(event));
    span.putObject("status")
        .put("code", Wording.isError(event) ? 2 : 1)
        .put("message", TextLimit.cut(event.message(), MESSAGE_LIMIT));
    return span;
  }

  /** The words are those of kustomize-controller, Flux's and ours. */
  private static boolean isHealth(Event event) {
    return event.isProgress() && event.message().startsWith("Health check passed");
  }

  private static ArrayNode attributes(Event event) {
    InvolvedObject object = event.involvedObject();
    ArrayNode attributes = JsonTree.object().putArray("attributes");
    attribute(attributes, "object.uid", object.uid());
    attribute(attributes, "object.kind", object.kind());
    attribute(attributes, "object.name", object.name());
    attribute(attributes, "object.namespace", object.namespace());
    event.metadata().forEach((key, value) -> attribute(attributes, key, value));
    return attributes;
  }

  private static void attribute(ArrayNode attributes, String key, String value) {
    attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
  }

  /** Charts from registries have a version; what they came from is what counts. */
  private static String revision(Event event) {
    String source = event.meta("source-revision");
    if (!source.isEmpty()) {
      return source;
    }
    if (!event.meta("oci-digest").isEmpty() && !event.meta("app-version").isEmpty()) {
      return event.meta("app-version") + "@" + event.meta("oci-digest");
    }
    return event.metadata().getOrDefault("revision", UNKNOWN);
  }

  private static String id(String uid, String revision, int digits) {
    return Sha256.hex(uid + ":" + revision).substring(0, digits);
  }
}
