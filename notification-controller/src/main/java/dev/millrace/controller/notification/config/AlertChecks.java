package dev.millrace.controller.notification.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.millrace.api.notification.Alert;
import dev.millrace.controller.notification.template.AlertWording;
import dev.millrace.controller.notification.template.InvalidWording;
import dev.millrace.runtime.event.EventDispatcher;
import dev.millrace.runtime.event.EventSubject;
import dev.millrace.runtime.event.Notice;
import java.util.List;

/** Tells the owner of an Alert at once when its expressions or templates can't be used. */
final class AlertChecks implements StaticObjectWatch.Check<Alert> {
  private final EventDispatcher events;

  AlertChecks(EventDispatcher events) {
    this.events = events;
  }

  @Override
  public void check(Alert alert) {
    checkExpressions(alert, "inclusion", alert.spec().inclusionList());
    checkExpressions(alert, "exclusion", alert.spec().exclusionList());
    checkTemplates(alert);
  }

  private void checkExpressions(Alert alert, String list, List<String> expressions) {
    for (String expression : expressions) {
      try {
        Pattern.compile(expression);
      } catch (PatternSyntaxException e) {
        warn(
            alert,
            "InvalidConfig",
            "failed to compile %s regex: %s (%s)".formatted(list, expression, e.getDescription()));
      }
    }
  }

  private void checkTemplates(Alert alert) {
    try {
      AlertWording.of(alert);
    } catch (InvalidWording e) {
      warn(alert, "InvalidTemplate", String.valueOf(e.getMessage()));
    }
  }

  private void warn(Alert alert, String reason, String text) {
    events.record(EventSubject.of(alert), Notice.error(reason, text));
  }
}
