package dev.millrace.controller.notification.event;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event as a controller posted it (FLUX.md 1.7).
 *
 * @param involvedObject the object it is about
 * @param severity {@code info}, {@code error} or {@code trace}
 * @param timestamp RFC 3339, as it was sent
 * @param message what happened, for people
 * @param reason a CamelCase word
 * @param metadata further facts; prefixed keys as they arrive, plain ones after {@link
 *     EventMetadata#combine}
 * @param reportingController the program that reports
 * @param reportingInstance the host it runs on
 * @param title what messages call the object; empty for its usual name. Never part of what is
 *     posted
 */
public record Event(
    InvolvedObject involvedObject,
    String severity,
    String timestamp,
    String message,
    String reason,
    Map<String, String> metadata,
    String reportingController,
    String reportingInstance,
    String title) {

  /** Information that is worth an alert only when asked for. */
  public static final String INFO = "info";

  /** Something failed. */
  public static final String ERROR = "error";

  /** Copies the metadata, keeping its order. */
  public Event {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** An event under its usual name. */
  public Event(
      InvolvedObject involvedObject,
      String severity,
      String timestamp,
      String message,
      String reason,
      Map<String, String> metadata,
      String reportingController,
      String reportingInstance) {
    this(
        involvedObject,
        severity,
        timestamp,
        message,
        reason,
        metadata,
        reportingController,
        reportingInstance,
        "");
  }

  /** The same event with other metadata. */
  public Event withMetadata(Map<String, String> replacement) {
    return new Event(
        involvedObject,
        severity,
        timestamp,
        message,
        reason,
        replacement,
        reportingController,
        reportingInstance,
        title);
  }

  /** The same event with another message. */
  public Event withMessage(String replacement) {
    return new Event(
        involvedObject,
        severity,
        timestamp,
        replacement,
        reason,
        metadata,
        reportingController,
        reportingInstance,
        title);
  }

  /** The same event under another name. */
  public Event withTitle(String replacement) {
    return new Event(
        involvedObject,
        severity,
        timestamp,
        message,
        reason,
        metadata,
        reportingController,
        reportingInstance,
        replacement);
  }

  /** A metadata value, or an empty text. */
  public String meta(String key) {
    return metadata.getOrDefault(key, "");
  }

  /** Whether the event only tells that something goes on; services of state do not hear of it. */
  public boolean isProgress() {
    return reason.equals("Progressing");
  }

  /** When it happened; the start of 1970 when that was not sent. */
  public Instant time() {
    try {
      return Instant.parse(timestamp);
    } catch (DateTimeParseException _) {
      return Instant.EPOCH;
    }
  }
}
