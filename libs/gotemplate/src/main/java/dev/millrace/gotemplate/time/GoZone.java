package dev.millrace.gotemplate.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * A time zone with the name that Go prints for it.
 *
 * @param id the rules of the zone
 * @param fixedName the abbreviation to print, or null to take it from the rules
 */
record GoZone(ZoneId id, @Nullable String fixedName) {
  /** Names of the time zone database that Java does not take for zones. */
  private static final Map<String, Integer> OFFSETS = Map.of("EST", -5, "MST", -7, "HST", -10);

  static final GoZone UTC = new GoZone(ZoneOffset.UTC, "UTC");

  /** The zone that a program runs in. */
  static GoZone local(ZoneId id) {
    return id.getRules().isFixedOffset()
            && id.getRules().getOffset(Instant.EPOCH).getTotalSeconds() == 0
        ? UTC
        : new GoZone(id, null);
  }

  /** A zone that is nothing but an offset, with the name it was given (which may be empty). */
  static GoZone fixed(String name, int seconds) {
    return new GoZone(ZoneOffset.ofTotalSeconds(seconds), name);
  }

  /**
   * The zone of that name in the time zone database, or null where there is none.
   *
   * @param local what the name Local stands for
   */
  static @Nullable GoZone named(String name, ZoneId local) {
    if (name.isEmpty() || name.equals("UTC")) {
      return UTC;
    }
    if (name.equals("Local")) {
      return local(local);
    }
    Integer hours = OFFSETS.get(name);
    if (hours != null) {
      return fixed(name, hours * 3600);
    }
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      return null;
    }
    try {
      return new GoZone(ZoneId.of(name), null);
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** The name of the zone as a whole. */
  String name() {
    return fixedName == null ? id.getId() : fixedName;
  }

  int offsetSeconds(Instant instant) {
    return id.getRules().getOffset(instant).getTotalSeconds();
  }

  /** The abbreviation in force at the instant; empty for an offset without a name. */
  String abbreviation(Instant instant) {
    if (fixedName != null) {
      return fixedName;
    }
    if (id.getId().startsWith("Etc/")) {
      int seconds = offsetSeconds(instant);
      return seconds != 0 ? numeric(seconds) : id.getId().contains("G") ? "GMT" : "UTC";
    }
    boolean daylight = id.getRules().isDaylightSavings(instant);
    String name = TimeZone.getTimeZone(id).getDisplayName(daylight, TimeZone.SHORT, Locale.ENGLISH);
    // Zones without letters of their own are named by their offset, without a colon.
    return name.startsWith("GMT") && name.length() > 3 ? numeric(offsetSeconds(instant)) : name;
  }

  private static String numeric(int seconds) {
    int minutes = Math.abs(seconds) / 60;
    String hours = "%s%02d".formatted(seconds < 0 ? "-" : "+", minutes / 60);
    return minutes % 60 == 0 ? hours : hours + "%02d".formatted(minutes % 60);
  }
}
