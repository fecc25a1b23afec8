package dev.millrace.controller.notification.dispatch;

import dev.millrace.controller.notification.provider.Notification.AlertIdentity;

/** Tells the owner of an Alert that a service could not be told. */
@FunctionalInterface
public interface FailureReport {
  /** Reports a failure; the text holds no secret. */
  void report(AlertIdentity alert, String text);
}
