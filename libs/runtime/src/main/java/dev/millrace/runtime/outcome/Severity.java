package dev.millrace.runtime.outcome;

import java.util.Locale;

/** How loud an event is; the names are those of Flux's event messages (FLUX.md 1.7). */
public enum Severity {
  /** Stored in the cluster only; never sent to the notification service. */
  TRACE,
  /** Sent to the notification service only, as {@code info}; never stored in the cluster. */
  SIGNAL,
  INFO,
  ERROR;

  /** The value in event messages: {@code trace}, {@code info} or {@code error}. */
  public String text() {
    return this == SIGNAL ? INFO.text() : name().toLowerCase(Locale.ROOT);
  }
}
