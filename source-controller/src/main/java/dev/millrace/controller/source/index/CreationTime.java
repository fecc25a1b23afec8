package dev.millrace.controller.source.index;

import dev.millrace.yaml.GoTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a chart was packaged. Helm reads the field with Go's reader of times. */
final class CreationTime {
  /** Before all others; of entries that do not say it. */
  static final Instant UNKNOWN = Instant.parse("0001-01-01T00:00:00Z");

  private static final int LONGEST_QUOTE = 64;

  private CreationTime() {}

  /**
   * Reads the field; null for one that is not there.
   *
   * @throws InvalidIndex when it is no time; Helm takes no part of such an index
   */
  static Instant read(@Nullable Object value) throws InvalidIndex {
    if (value == null) {
      return UNKNOWN;
    }
    return Optional.of(value)
        .filter(String.class::isInstance)
        .flatMap(text -> GoTime.parse(text.toString()))
        .orElseThrow(() -> notATime(value))
        .instant();
  }

  private static InvalidIndex notATime(Object value) {
    String text = String.valueOf(value);
    String quoted = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    return new InvalidIndex(
        "the index has an entry with created '%s', which is no time such as 2006-01-02T15:04:05Z"
            .formatted(quoted));
  }
}
