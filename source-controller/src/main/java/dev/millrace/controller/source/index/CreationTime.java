package dev.millrace.controller.source.index;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a chart was packaged. Helm reads the field with Go's reader of times: RFC 3339, any number
 * of digits after the second, of which nine count.
 */
final class CreationTime {
  /** Before all others; of entries that do not say it. */
  static final Instant UNKNOWN = Instant.parse("0001-01-01T00:00:00Z");

  private static final int LONGEST_QUOTE = 64;
  private static final Pattern FORM =
      Pattern.compile(
          "(?<second>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)((?<fraction>\\.\\d{1,9})\\d*)?"
              + "(Z|(?<sign>[+-])(?<hours>[01]\\d|2[0-3]):(?<minutes>[0-5]\\d))");

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
    Matcher form = FORM.matcher(String.valueOf(value));
    if (!(value instanceof String) || !form.matches()) {
      throw notATime(value);
    }
    try {
      String fraction = Objects.requireNonNullElse(form.group("fraction"), "");
      LocalDateTime local = LocalDateTime.parse(form.group("second") + fraction);
      return local.toInstant(ZoneOffset.UTC).minus(offset(form));
    } catch (DateTimeException _) {
      throw notATime(value);
    }
  }

  private static Duration offset(Matcher form) {
    String sign = form.group("sign");
    if (sign == null) {
      return Duration.ZERO;
    }
    Duration offset =
        Duration.ofHours(Long.parseLong(form.group("hours")))
            .plusMinutes(Long.parseLong(form.group("minutes")));
    return sign.equals("-") ? offset.negated() : offset;
  }

  private static InvalidIndex notATime(Object value) {
    String text = String.valueOf(value);
    String quoted = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    return new InvalidIndex(
        "the index has an entry with created '%s', which is no time such as 2006-01-02T15:04:05Z"
            .formatted(quoted));
  }
}
