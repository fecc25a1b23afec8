package dev.millrace.api.meta;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Optional;

/**
 * A duration as Kubernetes objects write it, such as {@code 30s}, {@code 1h30m} or {@code 1.5h}.
 *
 * <p>Decoding accepts any text, so that one object with a bad value cannot stop the watch of its
 * whole kind; the text is judged when {@link #asDuration()} is called.
 *
 * @param text the value exactly as it stands in the object
 */
public record GoDuration(@JsonValue String text) {

  /** Stands for a required duration that the object does not have. */
  public static final GoDuration MISSING = new GoDuration("");

  /** Accepts whatever JSON value stands in the field. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static GoDuration decode(Object value) {
    return new GoDuration(String.valueOf(value));
  }

  /** Writes a duration as Go prints it: {@code 1m30s}, {@code 1h0m0s}, {@code 250ms}. */
  public static GoDuration of(Duration duration) {
    return new GoDuration(GoDurationText.format(duration));
  }

  /**
   * The duration this text stands for.
   *
   * @throws IllegalArgumentException if it is not a duration by the rules of Go, or is longer than
   *     about 292 years; the message quotes the text and says what is allowed
   */
  public Duration asDuration() {
    return GoDurationText.parse(text);
  }

  /** As {@link #asDuration()}, but empty when the text is not a duration. */
  public Optional<Duration> tryDuration() {
    try {
      return Optional.of(asDuration());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
