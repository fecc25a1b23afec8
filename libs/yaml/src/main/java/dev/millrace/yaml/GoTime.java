package dev.millrace.yaml;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time in the form of RFC 3339, as Go reads and prints it: with any number of digits after the
 * second, of which nine count, and with zones of up to 23:59, which Java's own types don't have.
 *
 * @param local what the clock shows in the zone
 * @param zone how far that is ahead of UTC
 */
public record GoTime(LocalDateTime local, Duration zone) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<second>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)((?<fraction>\\.\\d{1,9})\\d*)?"
              + "(Z|(?<sign>[+-])(?<hours>[01]\\d|2[0-3]):(?<minutes>[0-5]\\d))");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  /** The time that a text stands for; empty for any other text. */
  public static Optional<GoTime> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String fraction = Objects.requireNonNullElse(form.group("fraction"), "");
    try {
      return Optional.of(
          new GoTime(LocalDateTime.parse(form.group("second") + fraction), zone(form)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Duration zone(Matcher form) {
    String sign = form.group("sign");
    if (sign == null) {
      return Duration.ZERO;
    }
    Duration zone =
        Duration.ofHours(Long.parseLong(form.group("hours")))
            .plusMinutes(Long.parseLong(form.group("minutes")));
    return sign.equals("-") ? zone.negated() : zone;
  }

  /** The moment. */
  public Instant instant() {
    return local.toInstant(ZoneOffset.UTC).minus(zone);
  }

  /** The time without its fraction, in its own zone; {@code Z} stands for one that is UTC. */
  public String toSecond() {
    String text = SECONDS.format(local.truncatedTo(ChronoUnit.SECONDS));
    Duration size = zone.abs();
    return zone.isZero()
        ? text + "Z"
        : text
            + "%s%02d:%02d"
                .formatted(zone.isNegative() ? "-" : "+", size.toHours(), size.toMinutesPart());
  }
}
