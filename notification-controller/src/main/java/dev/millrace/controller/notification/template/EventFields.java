package dev.millrace.controller.notification.template;

import dev.millrace.cel.EvaluationException;
import dev.millrace.cel.Expression;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.cel.InvalidExpressionException;
import dev.millrace.cel.ResultType;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventJson;
import java.util.Map;
import java.util.TreeMap;

/** Makes metadata of an event. */
@FunctionalInterface
public interface EventFields {
  /** How many fields one expression may make. */
  int MOST = 50;

  /**
   * The fields for an event.
   *
   * @throws InvalidWording when they can't be made of this event
   */
  Map<String, String> of(Event event);

  /**
   * A CEL expression over {@code event} that yields a map.
   *
   * @param name what messages call it
   * @throws InvalidWording when it is not valid
   */
  static EventFields expression(String name, String text) {
    try {
      Expression expression = ExpressionCompiler.shared().compile(text, ResultType.ANY, "event");
      return event -> evaluate(expression, name, event);
    } catch (InvalidExpressionException e) {
      throw new InvalidWording(name + ": " + e.getMessage());
    }
  }

  private static Map<String, String> evaluate(Expression expression, String name, Event event) {
    try {
      if (expression.evaluate(Map.of("event", EventJson.fields(event))) instanceof Map<?, ?> map
          && map.size() <= MOST) {
        Map<String, String> fields = new TreeMap<>();
        map.forEach((key, value) -> fields.put(String.valueOf(key), String.valueOf(value)));
        return fields;
      }
      throw new InvalidWording(name + " must yield a map of at most " + MOST + " entries");
    } catch (EvaluationException e) {
      throw new InvalidWording(name + " failed: " + e.getMessage());
    }
  }
}
