package dev.millrace.controller.notification.template;

import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.notification.Alert;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an Alert says about its messages; nothing unless its annotations do.
 *
 * <p>{@code millrace.dev/message-template} and {@code millrace.dev/summary-template} are Go
 * templates over the event, {@code millrace.dev/message-expr} is a CEL expression over {@code
 * event} that yields the text; {@code millrace.dev/title-template} and {@code
 * millrace.dev/title-expr} make the title in the same way. {@code millrace.dev/metadata-expr}
 * yields further metadata, and {@code millrace.dev/group-window} how long to wait for more news of
 * the same revision.
 *
 * @param title makes the title; null for the usual name of the object
 * @param message makes the text; null for the event's own
 * @param summary makes the metadata {@code summary}; null for the alert's own
 * @param metadata makes further metadata; null for none
 * @param groupWindow zero for one message for each event
 */
public record AlertWording(
    @Nullable EventText title,
    @Nullable EventText message,
    @Nullable EventText summary,
    @Nullable EventFields metadata,
    Duration groupWindow) {
  /** One message for each event, in its own words. */
  public static final AlertWording PLAIN = new AlertWording(null, null, null, null, Duration.ZERO);

  static final String TITLE_TEMPLATE = "millrace.dev/title-template";
  static final String TITLE_EXPRESSION = "millrace.dev/title-expr";
  static final String MESSAGE_TEMPLATE = "millrace.dev/message-template";
  static final String MESSAGE_EXPRESSION = "millrace.dev/message-expr";
  static final String SUMMARY_TEMPLATE = "millrace.dev/summary-template";
  static final String METADATA_EXPRESSION = "millrace.dev/metadata-expr";
  static final String GROUP_WINDOW = "millrace.dev/group-window";
  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(10);

  /**
   * Reads the annotations of an Alert.
   *
   * @throws InvalidWording when one of them can't be used; it says which and why
   */
  public static AlertWording of(Alert alert) {
    Map<String, String> annotations =
        Objects.requireNonNullElse(alert.getMetadata().getAnnotations(), Map.of());
    if (annotations.keySet().stream().noneMatch(key -> key.startsWith("millrace.dev/"))) {
      return PLAIN;
    }
    return new AlertWording(
        text(annotations, TITLE_TEMPLATE, TITLE_EXPRESSION),
        text(annotations, MESSAGE_TEMPLATE, MESSAGE_EXPRESSION),
        annotations.containsKey(SUMMARY_TEMPLATE)
            ? EventText.template(SUMMARY_TEMPLATE, annotations.getOrDefault(SUMMARY_TEMPLATE, ""))
            : null,
        annotations.containsKey(METADATA_EXPRESSION)
            ? EventFields.expression(
                METADATA_EXPRESSION, annotations.getOrDefault(METADATA_EXPRESSION, ""))
            : null,
        window(annotations.getOrDefault(GROUP_WINDOW, "0s")));
  }

  private static @Nullable EventText text(
      Map<String, String> annotations, String template, String expression) {
    String templateText = annotations.get(template);
    String expressionText = annotations.get(expression);
    if (templateText != null && expressionText != null) {
      throw new InvalidWording("%s and %s can't be used together".formatted(template, expression));
    }
    if (templateText != null) {
      return EventText.template(template, templateText);
    }
    return expressionText == null ? null : EventText.expression(expression, expressionText);
  }

  private static Duration window(String text) {
    Duration window;
    try {
      window = new GoDuration(text).asDuration();
    } catch (RuntimeException e) {
      throw new InvalidWording(GROUP_WINDOW + " is not a duration such as 30s");
    }
    if (window.isNegative() || window.compareTo(LONGEST_WINDOW) > 0) {
      throw new InvalidWording(GROUP_WINDOW + " must be between 0s and 10m");
    }
    return window;
  }
}
