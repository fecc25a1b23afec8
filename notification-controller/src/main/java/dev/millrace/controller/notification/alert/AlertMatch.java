package dev.millrace.controller.notification.alert;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.millrace.api.notification.AlertSpec;
import dev.millrace.api.notification.ObjectSelector;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.InvolvedObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether an Alert wants an event; pure but for the labels it may have to look up. */
public final class AlertMatch {
  private final LabelLookup labels;

  /** Looks labels up where an Alert selects by them. */
  public AlertMatch(LabelLookup labels) {
    this.labels = labels;
  }

  /** Finds the labels of the object that an event is about; empty when there is no such object. */
  @FunctionalInterface
  public interface LabelLookup {
    /** The object's labels; an empty map for none. */
    Optional<Map<String, String>> labelsOf(Event event);
  }

  /** Whether the alert of a namespace selects the event. */
  public boolean selects(String namespace, AlertSpec alert, Event event) {
    return !alert.suspend()
        && matchesSeverity(alert, event)
        && alert.eventSources().stream().anyMatch(source -> matches(namespace, source, event))
        && matchesMessage(alert, event.message());
  }

  private static boolean matchesSeverity(AlertSpec alert, Event event) {
    return alert.eventSeverity().equals(Event.INFO)
        || alert.eventSeverity().equals(event.severity());
  }

  private boolean matches(String alertNamespace, ObjectSelector source, Event event) {
    String namespace = Objects.requireNonNullElse(source.namespace(), "");
    String wanted = namespace.isEmpty() ? alertNamespace : namespace;
    InvolvedObject object = event.involvedObject();
    return source.kind().equals(object.kind())
        && wanted.equals(object.namespace())
        && (source.name().equals("*") || source.name().equals(object.name()))
        && matchesLabels(source.matchLabels(), event);
  }

  /** No labels take every event; an empty map only those about objects that exist, as in Flux. */
  private boolean matchesLabels(@Nullable Map<String, String> wanted, Event event) {
    return wanted == null
        || labels
            .labelsOf(event)
            .filter(found -> found.entrySet().containsAll(wanted.entrySet()))
            .isPresent();
  }

  private static boolean matchesMessage(AlertSpec alert, String message) {
    return (alert.inclusionList().isEmpty() || matchesAny(alert.inclusionList(), message))
        && !matchesAny(alert.exclusionList(), message);
  }

  private static boolean matchesAny(List<String> expressions, String message) {
    return expressions.stream().anyMatch(expression -> finds(expression, message));
  }

  /** An expression that does not compile matches nothing, as in Flux. */
  private static boolean finds(String expression, String message) {
    try {
      return Pattern.compile(expression).matcher(message).find();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
