package dev.millrace.api.meta;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A point in time as Kubernetes objects write it: RFC 3339, whole seconds, UTC.
 *
 * <p>As with {@link GoDuration}, decoding accepts any text.
 *
 * @param text the value exactly as it stands in the object
 */
public record Timestamp(@JsonValue String text) {

  /** Stands for a required time that the object does not have. */
  public static final Timestamp MISSING = new Timestamp("");

  /** Accepts whatever JSON value stands in the field. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Timestamp decode(Object value) {
    return new Timestamp(String.valueOf(value));
  }

  /** The time in whole seconds; fractions are dropped as Kubernetes does. */
  public static Timestamp of(Instant instant) {
    return new Timestamp(instant.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /**
   * The point in time this text stands for.
   *
   * @throws IllegalArgumentException if the text is not an RFC 3339 time
   */
  public Instant asInstant() {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a time: use the form 2026-01-31T08:30:00Z");
    }
  }

  /** As {@link #asInstant()}, but empty when the text is not a time. */
  public Optional<Instant> tryInstant() {
    try {
      return Optional.of(asInstant());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
