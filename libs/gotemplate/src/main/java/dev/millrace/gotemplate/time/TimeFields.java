package dev.millrace.gotemplate.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a text says about a time; -1 stands for fields that it does not mention. */
final class TimeFields {
  int year;
  int month = -1;
  int day = -1;
  int yearDay = -1;
  int hour;
  int minute;
  int second;
  int nanos;
  boolean afternoon;
  boolean morning;
  boolean utc;
  @Nullable Integer offsetSeconds;
  String zoneName = "";

  /**
   * The time.
   *
   * @param local the zone of times that mention none
   * @throws InvalidFields when the fields contradict one another or there is no such day
   */
  GoTime toTime(ZoneId local) throws InvalidFields {
    LocalDateTime time = LocalDateTime.of(date(), LocalTime.of(hourOfDay(), minute, second, nanos));
    GoZone localZone = GoZone.local(local);
    if (utc) {
      return new GoTime(time.toInstant(ZoneOffset.UTC), GoZone.UTC);
    }
    if (offsetSeconds != null) {
      return atOffset(time, offsetSeconds, localZone);
    }
    return zoneName.isEmpty()
        ? new GoTime(time.atZone(localZone.id()).toInstant(), localZone)
        : inNamedZone(time, localZone);
  }

  /** Fields that make no time; the message is the end of Go's. */
  static final class InvalidFields extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidFields(String message) {
      super(message);
    }
  }

  private int hourOfDay() {
    if (afternoon && hour < 12) {
      return hour + 12;
    }
    return morning && !afternoon && hour == 12 ? 0 : hour;
  }

  /** The local zone where it has that offset then, otherwise a zone of nothing but the offset. */
  private GoTime atOffset(LocalDateTime time, int seconds, GoZone localZone) throws InvalidFields {
    Instant instant = time.toInstant(ZoneOffset.UTC).minusSeconds(seconds);
    boolean isLocal =
        localZone.offsetSeconds(instant) == seconds
            && (zoneName.isEmpty() || localZone.abbreviation(instant).equals(zoneName));
    return new GoTime(instant, isLocal ? localZone : fixedZone(seconds));
  }

  /** A name that the local zone does not use tells nothing but itself; GMT may carry hours. */
  private GoTime inNamedZone(LocalDateTime time, GoZone localZone) throws InvalidFields {
    Instant local = time.atZone(localZone.id()).toInstant();
    if (localZone.abbreviation(local).equals(zoneName)) {
      return new GoTime(local, localZone);
    }
    int seconds = ZoneNames.greenwichOffset(zoneName);
    return new GoTime(time.toInstant(ZoneOffset.UTC), fixedZone(seconds));
  }

  private GoZone fixedZone(int seconds) throws InvalidFields {
    try {
      return GoZone.fixed(zoneName, seconds);
    } catch (DateTimeException _) {
      throw new InvalidFields("time zone offset out of range");
    }
  }

  private LocalDate date() throws InvalidFields {
    if (yearDay >= 0) {
      return dateOfYearDay();
    }
    try {
      return LocalDate.of(year, month < 0 ? 1 : month, day < 0 ? 1 : day);
    } catch (DateTimeException _) {
      throw new InvalidFields("day out of range");
    }
  }

  private LocalDate dateOfYearDay() throws InvalidFields {
    if (yearDay < 1 || yearDay > Year.of(year).length()) {
      throw new InvalidFields("day-of-year out of range");
    }
    LocalDate date = LocalDate.ofYearDay(year, yearDay);
    if (month >= 0 && month != date.getMonthValue()) {
      throw new InvalidFields("day-of-year does not match month");
    }
    if (day >= 0 && day != date.getDayOfMonth()) {
      throw new InvalidFields("day-of-year does not match day");
    }
    return date;
  }
}
