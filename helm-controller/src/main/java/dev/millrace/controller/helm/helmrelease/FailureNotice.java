package dev.millrace.controller.helm.helmrelease;

import dev.millrace.controller.helm.cluster.ReleaseSession;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Reason;

/**
 * What is told of an action that failed: the message of its condition, and what it did last
 * (FLUX.md 4.1).
 */
final class FailureNotice {
  private FailureNotice() {}

  static Notice of(Reason reason, String message, ReleaseSession session) {
    String journal = session.journal().text();
    return Notice.error(
        reason.text(), journal.isEmpty() ? message : message + "\n\nLast Helm logs:\n\n" + journal);
  }
}
