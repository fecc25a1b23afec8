package dev.millrace.runtime.tracing;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that took its time: a run or one of its steps.
 *
 * @param trace 32 hexadecimal digits
 * @param id 16 hexadecimal digits
 * @param message why it failed, fit for anybody's eyes; empty when it did not
 */
record Span(
    String trace,
    String id,
    Optional<String> parent,
    String name,
    Instant start,
    Instant end,
    Map<String, String> attributes,
    Result result,
    String message) {
  Span {
    attributes = Map.copyOf(attributes);
  }

  /** How it ended; the codes are those of OTLP. */
  enum Result {
    UNSET(0),
    OK(1),
    ERROR(2);

    private final int code;

    Result(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }
}
