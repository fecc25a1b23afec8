package dev.millrace.controller.notification.statuspage.web;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Says how long ago something was, as people do. */
public final class Ages {
  private final Instant now;

  Ages(Instant now) {
    this.now = now;
  }

  /** Such as {@code 3h ago}; the timestamp itself when it is none. */
  public String of(String timestamp) {
    try {
      return of(Duration.between(Instant.parse(timestamp), now));
    } catch (DateTimeParseException _) {
      return timestamp;
    }
  }

  private static String of(Duration age) {
    if (age.toDays() >= 2) {
      return age.toDays() + "d ago";
    }
    if (age.toHours() >= 2) {
      return age.toHours() + "h ago";
    }
    return age.toMinutes() >= 2 ? age.toMinutes() + "m ago" : "just now";
  }
}
