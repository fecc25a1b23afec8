package dev.millrace.controller.notification.dispatch;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import java.util.Set;

/** Tells the owner of an Alert why a service was not told, or not as the Alert says. */
public interface FailureReport {
  /** Reports that an event was not told; the text holds no secret. */
  void report(AlertIdentity alert, Event event, String text);

  /** Reports that an alert asks for labels of an object that could not be looked up. */
  void reportUnknownObject(AlertIdentity alert, Event event);

  /** Reports keys of metadata that several sources give. */
  void reportConflicts(AlertIdentity alert, Set<String> keys);
}
