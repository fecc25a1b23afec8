package dev.millrace.controller.notification.dispatch;

import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import java.util.Set;

/** Tells the owner of an Alert that a service could not be told. */
public interface FailureReport {
  /** Reports a failure; the text holds no secret. */
  void report(AlertIdentity alert, String text);

  /** Reports keys of metadata that several sources give. */
  void reportConflicts(AlertIdentity alert, Set<String> keys);
}
