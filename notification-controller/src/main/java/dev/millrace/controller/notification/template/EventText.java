package dev.millrace.controller.notification.template;

import dev.millrace.cel.EvaluationException;
import dev.millrace.cel.Expression;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.cel.InvalidExpressionException;
import dev.millrace.cel.ResultType;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventJson;
import dev.millrace.gotemplate.ExecutionOptions;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Limits;
import dev.millrace.gotemplate.TemplateException;
import dev.millrace.gotemplate.TemplateSet;
import java.time.Duration;
import java.util.Map;

/** Makes a text of an event. Bounded in time, steps and length. */
@FunctionalInterface
public interface EventText {
  /** Of texts and of the templates that make them. */
  int LONGEST = 16 * 1024;

  /**
   * The text for an event.
   *
   * @throws InvalidWording when it can't be made of this event
   */
  String of(Event event);

  /**
   * A Go template over the fields of the event: {@code {{ .involvedObject.name }}: {{ .message }}}.
   *
   * @param name what messages call it
   * @throws InvalidWording when it can't be parsed
   */
  static EventText template(String name, String text) {
    Limits limits = new Limits(LONGEST, 1_000, 100_000, 20, Duration.ofSeconds(1));
    if (text.length() > LONGEST) {
      throw new InvalidWording(name + " is longer than " + LONGEST + " characters");
    }
    try {
      TemplateSet set = TemplateSet.empty(Functions.builtins()).with(name, text);
      return event -> execute(set, name, event, limits);
    } catch (TemplateException e) {
      throw new InvalidWording(name + " is no Go template: " + e.getMessage());
    }
  }

  private static String execute(TemplateSet set, String name, Event event, Limits limits) {
    try {
      return set.execute(
          name, EventJson.fields(event), ExecutionOptions.DEFAULT.withLimits(limits));
    } catch (TemplateException e) {
      throw new InvalidWording(name + " failed: " + e.getMessage());
    }
  }

  /**
   * A CEL expression over {@code event} that yields a text; a bare field such as {@code
   * event.message} is fine.
   *
   * @param name what messages call it
   * @throws InvalidWording when it is not valid
   */
  static EventText expression(String name, String text) {
    try {
      Expression expression = ExpressionCompiler.shared().compile(text, ResultType.ANY, "event");
      return event -> evaluate(expression, name, event);
    } catch (InvalidExpressionException e) {
      throw new InvalidWording(name + ": " + e.getMessage());
    }
  }

  private static String evaluate(Expression expression, String name, Event event) {
    try {
      String text = expression.evaluateString(Map.of("event", EventJson.fields(event)));
      return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    } catch (EvaluationException e) {
      throw new InvalidWording(name + " failed: " + e.getMessage());
    }
  }
}
