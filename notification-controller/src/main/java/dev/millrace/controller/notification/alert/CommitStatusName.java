package dev.millrace.controller.notification.alert;

import dev.millrace.cel.EvaluationException;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.cel.InvalidExpressionException;
import dev.millrace.cel.ResultType;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventJson;
import dev.millrace.controller.notification.provider.NotificationFailure;
import java.util.Locale;
import java.util.Map;

/** Names the status that an event leaves on a commit. */
public final class CommitStatusName {
  private CommitStatusName() {}

  /**
   * The usual name: the object and the first part of the Provider's uid, which tells clusters that
   * share a repository apart.
   */
  public static String usual(Event event, String providerUid) {
    int dash = providerUid.indexOf('-');
    String first = dash < 0 ? providerUid : providerUid.substring(0, dash);
    return "%s/%s/%s"
        .formatted(event.involvedObject().kind(), event.involvedObject().name(), first)
        .toLowerCase(Locale.ROOT);
  }

  /**
   * The name that a Provider's {@code commitStatusExpr} makes.
   *
   * @param alert the Alert as a tree
   * @param provider the Provider as a tree
   * @throws NotificationFailure when the expression is not valid or fails
   */
  public static String of(
      String expression, Event event, Map<String, ?> alert, Map<String, ?> provider) {
    try {
      return ExpressionCompiler.shared()
          .compile(expression, ResultType.STRING, "event", "alert", "provider")
          .evaluateString(
              Map.of("event", EventJson.fields(event), "alert", alert, "provider", provider));
    } catch (InvalidExpressionException | EvaluationException e) {
      throw new NotificationFailure("spec.commitStatusExpr of the provider: " + e.getMessage());
    }
  }
}
