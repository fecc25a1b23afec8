package dev.millrace.oci.registry;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After}: seconds, or a date by the server's own clock (RFC 9110). */
final class RetryAfter {
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** What the header says; empty where it is missing or means nothing. */
  static Optional<Duration> in(HttpHeaders headers) {
    return headers.firstValue("Retry-After").map(String::strip).flatMap(text -> of(text, headers));
  }

  private static Optional<Duration> of(String text, HttpHeaders headers) {
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(
          Duration.ofSeconds(
              text.length() > MOST_DIGITS ? Integer.MAX_VALUE : Long.parseLong(text)));
    }
    return instant(text)
        .flatMap(
            until ->
                headers
                    .firstValue("Date")
                    .flatMap(RetryAfter::instant)
                    .map(now -> Duration.between(now, until)))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
