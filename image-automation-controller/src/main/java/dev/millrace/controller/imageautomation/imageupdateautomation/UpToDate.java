package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.ImageUpdateAutomationStatus;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import java.util.List;

/** What is said of a repository in which nothing had to be changed. */
final class UpToDate {
  private static final String MESSAGE = "repository up-to-date";

  private UpToDate() {}

  /** The message; what could not be updated stands behind it. */
  static String message(List<String> findings) {
    return findings.isEmpty() ? MESSAGE : MESSAGE + "; but " + String.join("; ", findings);
  }

  /** The message when nothing was looked at: what was found the last time still holds. */
  static String again(ImageUpdateAutomationStatus status) {
    return Conditions.find(status.conditions(), "Ready")
        .map(Condition::message)
        .filter(before -> before.startsWith(MESSAGE))
        .orElse(MESSAGE);
  }
}
