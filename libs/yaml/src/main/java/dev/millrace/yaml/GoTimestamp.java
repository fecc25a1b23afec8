package dev.millrace.yaml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A scalar that go-yaml takes for a date or a time.
 *
 * @param text as written
 * @param rfc3339 as Go's JSON encoder prints it
 */
record GoTimestamp(String text, String rfc3339) {
  private static final int MAX_LENGTH = 64;
  private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
  private static final String TIME = "(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:[.,](\\d+))?";
  private static final Pattern DATE_TIME =
      Pattern.compile(DATE + "(?:[Tt]" + TIME + "(Z|[-+]\\d{2}:\\d{2})| +" + TIME + ")");

  /** The timestamp, or null when the text is something else. */
  static @Nullable GoTimestamp parse(String text) {
    if (text.length() < 8 || text.length() > MAX_LENGTH || text.charAt(4) != '-') {
      return null;
    }
    Matcher date = DATE.matcher(text);
    if (date.matches()) {
      return validDate(date) ? new GoTimestamp(text, isoDate(date) + "T00:00:00Z") : null;
    }
    Matcher full = DATE_TIME.matcher(text);
    if (!full.matches() || !validDate(full)) {
      return null;
    }
    int clock = full.group(4) != null ? 4 : 9;
    String zone = clock == 4 ? full.group(8) : "Z";
    if (!validClock(full, clock) || !validZone(zone)) {
      return null;
    }
    return new GoTimestamp(text, isoDate(full) + isoClock(full, clock) + isoZone(zone));
  }

  /** The moment that the text stands for; zones beyond 18 hours are refused. */
  OffsetDateTime time(Position place) {
    try {
      return OffsetDateTime.parse(rfc3339);
    } catch (DateTimeException e) {
      throw new YamlException("the zone of the timestamp is not between -18:00 and +18:00", place);
    }
  }

  /** A time as Go's {@code RFC3339Nano} layout prints it. */
  static String format(OffsetDateTime time) {
    return DateTimeFormatter.ISO_LOCAL_DATE.format(time)
        + "T"
        + DateTimeFormatter.ofPattern("HH:mm:ss").format(time)
        + fraction(time.getNano())
        + time.getOffset();
  }

  private static String fraction(int nanos) {
    return nanos == 0 ? "" : "." + "%09d".formatted(nanos).replaceAll("0+$", "");
  }

  private static boolean validDate(Matcher m) {
    try {
      LocalDate.of(part(m, 1), part(m, 2), part(m, 3));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean validClock(Matcher m, int first) {
    return part(m, first) < 24 && part(m, first + 1) < 60 && part(m, first + 2) < 60;
  }

  private static boolean validZone(String zone) {
    return zone.equals("Z")
        || (Integer.parseInt(zone.substring(1, 3)) < 24
            && Integer.parseInt(zone.substring(4)) < 60);
  }

  private static int part(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }

  private static String isoDate(Matcher m) {
    return "%s-%02d-%02d".formatted(m.group(1), part(m, 2), part(m, 3));
  }

  private static String isoClock(Matcher m, int first) {
    String clock =
        "T%02d:%02d:%02d".formatted(part(m, first), part(m, first + 1), part(m, first + 2));
    String fraction = m.group(first + 3);
    if (fraction == null) {
      return clock;
    }
    String nanos = fraction.substring(0, Math.min(9, fraction.length())).replaceAll("0+$", "");
    return nanos.isEmpty() ? clock : clock + "." + nanos;
  }

  private static String isoZone(String zone) {
    return zone.substring(1).equals("00:00") ? "Z" : zone;
  }
}
