package dev.millrace.controller.notification.config;

import dev.millrace.api.notification.Alert;
import dev.millrace.controller.notification.dispatch.FailureReport;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import dev.millrace.runtime.event.EventRecorder;
import dev.millrace.runtime.event.EventSubject;
import dev.millrace.runtime.event.Notice;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Tells the owners of Alerts with warning events on the Alerts, under the reasons of Flux. */
final class AlertReports implements FailureReport {
  private final Function<AlertIdentity, Optional<Alert>> alerts;
  private final EventRecorder events;

  /**
   * @param alerts finds an Alert; empty when it is gone
   */
  AlertReports(Function<AlertIdentity, Optional<Alert>> alerts, EventRecorder events) {
    this.alerts = alerts;
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
  public void reportUnknownObject(AlertIdentity alert, Event event) {
    warn(
        alert,
        "SourceFetchFailed",
        ("error getting source object %s: spec.eventSources asks for its labels, but it does not"
                + " exist or the controller may not read it")
            .formatted(event.involvedObject().path()));
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
    alerts
        .apply(identity)
        .ifPresent(alert -> events.record(EventSubject.of(alert), Notice.error(reason, text)));
  }
}
