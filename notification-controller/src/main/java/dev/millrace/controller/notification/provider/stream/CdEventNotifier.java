package dev.millrace.controller.notification.provider.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.InvolvedObject;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.Wording;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * The type {@code generic} with the format {@code cdevents}: the event as a CDEvent 0.4 in a
 * CloudEvent of the binary form. What no type of CDEvents tells, such as progress, is not sent.
 */
final class CdEventNotifier implements Notifier {
  private static final Set<String> SOURCES =
      Set.of("GitRepository", "OCIRepository", "Bucket", "HelmChart", "ExternalArtifact");

  private final ProviderSettings settings;

  CdEventNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    Event event = notification.event();
    if (event.isProgress() || event.severity().equals("trace")) {
      return;
    }
    ObjectNode body = body(notification);
    ObjectNode context = (ObjectNode) body.get("context");
    OutgoingRequest request =
        OutgoingRequest.post(
                settings.url(),
                "application/json",
                body.toString().getBytes(StandardCharsets.UTF_8))
            .header("Ce-Specversion", "1.0")
            .header("Ce-Id", notification.id())
            .header("Ce-Type", context.path("type").asText())
            .header("Ce-Source", context.path("source").asText())
            .header("Ce-Time", event.timestamp());
    for (Map.Entry<String, String> header : settings.headers().reveal().entrySet()) {
      request = request.header(header.getKey(), header.getValue());
    }
    exchange.require(request.bearer(settings.token().reveal()));
  }

  private static ObjectNode body(Notification notification) {
    Event event = notification.event();
    InvolvedObject object = event.involvedObject();
    Type type = type(event);
    ObjectNode body = JsonTree.object();
    ObjectNode context = body.putObject("context");
    context.put("version", "0.4.1").put("id", notification.id());
    context.put("source", "/flux/" + event.reportingController());
    context.put("type", type.fullName()).put("timestamp", event.timestamp());
    ObjectNode subject = body.putObject("subject");
    subject.put("id", Wording.path(event)).put("source", "/" + object.namespace());
    subject.put("type", type.subject());
    addContent(subject.putObject("content"), type, event);
    body.set("customData", JsonTree.object(event.metadata()).put("message", event.message()));
    body.put("customDataContentType", "application/json");
    return body;
  }

  private static void addContent(ObjectNode content, Type type, Event event) {
    String namespace = event.involvedObject().namespace();
    switch (type) {
      case ARTIFACT_PUBLISHED -> {}
      case INCIDENT_DETECTED -> {
        content.put("description", event.message());
        content.putObject("environment").put("id", namespace);
      }
      case SERVICE_DEPLOYED -> {
        content.putObject("environment").put("id", namespace);
        content.put("artifactId", event.meta("revision"));
      }
      case CHANGE_CREATED -> content.put("description", event.message());
    }
  }

  private static Type type(Event event) {
    if (Wording.isError(event)) {
      return Type.INCIDENT_DETECTED;
    }
    String kind = event.involvedObject().kind();
    if (SOURCES.contains(kind)) {
      return Type.ARTIFACT_PUBLISHED;
    }
    return kind.equals("ImageUpdateAutomation") ? Type.CHANGE_CREATED : Type.SERVICE_DEPLOYED;
  }

  private enum Type {
    ARTIFACT_PUBLISHED("artifact", "artifact.published.0.2.0"),
    SERVICE_DEPLOYED("service", "service.deployed.0.2.0"),
    INCIDENT_DETECTED("incident", "incident.detected.0.2.0"),
    CHANGE_CREATED("change", "change.created.0.3.0");

    private final String subject;
    private final String rest;

    Type(String subject, String rest) {
      this.subject = subject;
      this.rest = rest;
    }

    String subject() {
      return subject;
    }

    String fullName() {
      return "dev.cdevents." + rest;
    }
  }
}
