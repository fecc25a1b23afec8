package dev.millrace.runtime.event;

import dev.millrace.runtime.outcome.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A notice as it leaves the controller: the subject, the full metadata keys and who reports it
 * (FLUX.md 1.7).
 *
 * @param metadata keys are {@code <API group>/<key>} or {@code event.toolkit.fluxcd.io/<key>}
 */
record EventMessage(
    EventSubject subject,
    Severity severity,
    Instant timestamp,
    String reason,
    String message,
    Map<String, String> metadata,
    String reportingController,
    String reportingInstance) {

  /** What notification-controller accepts at most. */
  static final int MAX_MESSAGE_LENGTH = 39_000;

  static EventMessage of(
      EventSubject subject, Notice notice, Instant now, String controller, String instance) {
    return new EventMessage(
        subject,
        notice.severity(),
        now.truncatedTo(ChronoUnit.SECONDS),
        notice.reason(),
        trimmed(notice.message()),
        fullMetadata(subject, notice),
        controller,
        instance);
  }

  /** Both news as one: all that was said, and what the later one says of how things are. */
  EventMessage followedBy(EventMessage later) {
    Map<String, String> all = new LinkedHashMap<>(metadata);
    all.putAll(later.metadata);
    return new EventMessage(
        later.subject,
        later.severity,
        later.timestamp,
        later.reason,
        trimmed(message + "\n" + later.message),
        Map.copyOf(all),
        reportingController,
        reportingInstance);
  }

  /** Whether the notification service gets it; routine news stays in the cluster. */
  boolean isPosted() {
    return severity != Severity.TRACE;
  }

  /** Whether the cluster gets it; what only programs want to hear is not kept. */
  boolean isStored() {
    return severity != Severity.SIGNAL;
  }

  /** The type of the Kubernetes event. */
  String type() {
    return severity == Severity.ERROR ? "Warning" : "Normal";
  }

  /** The body of the POST. */
  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("involvedObject", reference());
    tree.put("severity", severity.text());
    tree.put("timestamp", timestamp.toString());
    tree.put("message", message);
    tree.put("reason", reason);
    if (!metadata.isEmpty()) {
      tree.put("metadata", metadata);
    }
    tree.put("reportingController", reportingController);
    tree.put("reportingInstance", reportingInstance);
    return tree;
  }

  private Map<String, Object> reference() {
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("kind", subject.kind());
    reference.put("namespace", subject.namespace());
    reference.put("name", subject.name());
    reference.put("uid", subject.uid());
    reference.put("apiVersion", subject.apiVersion());
    reference.put("resourceVersion", subject.resourceVersion());
    return reference;
  }

  private static Map<String, String> fullMetadata(EventSubject subject, Notice notice) {
    Map<String, String> full = new LinkedHashMap<>(subject.annotations());
    notice.metadata().forEach((key, value) -> full.put(subject.group() + "/" + key, value));
    return Map.copyOf(full);
  }

  private static String trimmed(String message) {
    return message.length() <= MAX_MESSAGE_LENGTH
        ? message
        : message.substring(0, MAX_MESSAGE_LENGTH - 3) + "...";
  }
}
