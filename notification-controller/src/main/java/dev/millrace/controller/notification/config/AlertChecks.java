package dev.millrace.controller.notification.config;

import dev.millrace.api.notification.Alert;
import dev.millrace.controller.notification.template.AlertWording;
import dev.millrace.controller.notification.template.InvalidWording;
import dev.millrace.runtime.event.EventDispatcher;
import dev.millrace.runtime.event.EventSubject;
import dev.millrace.runtime.event.Notice;

/** Tells the owner of an Alert at once when its templates can't be used. */
final class AlertChecks implements StaticObjectWatch.Check<Alert> {
  private final EventDispatcher events;

  AlertChecks(EventDispatcher events) {
    this.events = events;
  }

  @Override
  public void check(Alert alert) {
    try {
      AlertWording.of(alert);
    } catch (InvalidWording e) {
      events.record(
          EventSubject.of(alert), Notice.error("InvalidTemplate", String.valueOf(e.getMessage())));
    }
  }
}
