package dev.millrace.controller.notification.config;

import dev.millrace.controller.notification.dispatch.FailureReport;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import dev.millrace.runtime.event.EventDispatcher;
import dev.millrace.runtime.event.EventSubject;
import dev.millrace.runtime.event.Notice;
import java.util.Set;

/** Tells the owners of Alerts with warning events on the Alerts, under the reasons of Flux. */
final class AlertReports implements FailureReport {
  private final KnownObjects known;
  private final EventDispatcher events;

  AlertReports(KnownObjects known, EventDispatcher events) {
    this.known = known;
    this.events = events;
  }

  @Override
  public void report(AlertIdentity alert, Event event, String text) {
    warn(
        alert,
        "NotificationDispatchFailed",
        "failed to dispatch notification for %s: %s"
            .formatted(event.involvedObject().path(), text));
  }

  @Override
  public void reportConflicts(AlertIdentity alert, Set<String> keys) {
    warn(
        alert,
        "MetadataAppendFailed",
        "metadata of the event is given more than once, the last source wins: "
            + String.join(", ", keys));
  }

  private void warn(AlertIdentity identity, String reason, String text) {
    known
        .alert(identity)
        .ifPresent(alert -> events.record(EventSubject.of(alert), Notice.error(reason, text)));
  }
}
