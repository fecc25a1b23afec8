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

  /** Finds the labels of the object that an event is about; empty when it can't be looked up. */
  @FunctionalInterface
  public interface LabelLookup {
    /** The object's labels; an empty map for none. */
    Optional<Map<String, String>> labelsOf(Event event);
  }

  /** What an Alert makes of an event. */
  public enum Verdict {
    /** It wants to be told. */
    SELECTED,
    /** It does not ask for such events. */
    PASSED_OVER,
    /** It asks for labels, and those of the object are not known. */
    UNDECIDED
  }

  /** Whether the alert of a namespace selects the event. */
  public boolean selects(String namespace, AlertSpec alert, Event event) {
    return verdict(namespace, alert, event) == Verdict.SELECTED;
  }

  /** What the alert of a namespace makes of the event. */
  public Verdict verdict(String namespace, AlertSpec alert, Event event) {
    if (alert.suspend() || !matchesSeverity(alert, event)) {
      return Verdict.PASSED_OVER;
    }
    Verdict bySource = bySource(namespace, alert, event);
    return bySource == Verdict.PASSED_OVER || matchesMessage(alert, event.message())
        ? bySource
        : Verdict.PASSED_OVER;
  }

  /** One source that takes the event is enough, whatever another one could not find out. */
  private Verdict bySource(String namespace, AlertSpec alert, Event event) {
    Verdict verdict = Verdict.PASSED_OVER;
    for (ObjectSelector source : alert.eventSources()) {
      if (names(namespace, source, event)) {
        switch (byLabels(source.matchLabels(), event)) {
          case SELECTED -> {
            return Verdict.SELECTED;
          }
          case UNDECIDED -> verdict = Verdict.UNDECIDED;
          case PASSED_OVER -> {}
        }
      }
    }
    return verdict;
  }

  private static boolean matchesSeverity(AlertSpec alert, Event event) {
    return alert.eventSeverity().equals(Event.INFO)
        || alert.eventSeverity().equals(event.severity());
  }

  private static boolean names(String alertNamespace, ObjectSelector source, Event event) {
    String namespace = Objects.requireNonNullElse(source.namespace(), "");
    String wanted = namespace.isEmpty() ? alertNamespace : namespace;
    InvolvedObject object = event.involvedObject();
    return source.kind().equals(object.kind())
        && wanted.equals(object.namespace())
        && (source.name().equals("*") || source.name().equals(object.name()));
  }

  /** No labels take every event; an empty map only those about objects that exist, as in Flux. */
  private Verdict byLabels(@Nullable Map<String, String> wanted, Event event) {
    if (wanted == null) {
      return Verdict.SELECTED;
    }
    return labels
        .labelsOf(event)
        .map(
            found ->
                found.entrySet().containsAll(wanted.entrySet())
                    ? Verdict.SELECTED
                    : Verdict.PASSED_OVER)
        .orElse(Verdict.UNDECIDED);
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
