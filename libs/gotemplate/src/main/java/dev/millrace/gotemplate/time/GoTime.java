package dev.millrace.gotemplate.time;

import static dev.millrace.gotemplate.value.GoType.INT;
import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.GoFunction;
import dev.millrace.gotemplate.HostObject;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.GoInt;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.IntegerValue;
import dev.millrace.gotemplate.value.Stringer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Go's {@code time.Time}: an instant seen in a time zone, with the methods templates call. */
public final class GoTime implements HostObject, Stringer {
  /** {@code time.Time}. */
  public static final GoType TYPE = GoType.struct("time.Time");

  /** The time that Go gives where a text could not be read: the first of January of the year 1. */
  public static final GoTime ZERO = new GoTime(Instant.parse("0001-01-01T00:00:00Z"), GoZone.UTC);

  private static final String STRING_LAYOUT = "2006-01-02 15:04:05.999999999 -0700 MST";
  private static final Signature NO_PARAMETERS = Signature.of();

  private final Instant instant;
  private final GoZone zone;

  GoTime(Instant instant, GoZone zone) {
    this.instant = instant;
    this.zone = zone;
  }

  /** The instant in the zone that the program runs in. */
  public static GoTime local(Instant instant, ZoneId local) {
    return new GoTime(instant, GoZone.local(local));
  }

  /**
   * Reads a time by Go's rules; one without a zone is in the local one.
   *
   * @throws TimeSyntaxException with Go's message
   */
  public static GoTime parse(String layout, String text, ZoneId local) throws TimeSyntaxException {
    return TimeReader.read(layout, text, local);
  }

  /** The instant, without its zone. */
  public Instant instant() {
    return instant;
  }

  /** The same instant in another zone; UTC where the time zone database has none of that name. */
  public GoTime in(String zoneName, ZoneId local) {
    GoZone other = GoZone.named(zoneName, local);
    return new GoTime(instant, other == null ? GoZone.UTC : other);
  }

  /** The same instant at an offset from UTC that has a name of its own. */
  public GoTime inFixedZone(String name, int offsetSeconds) {
    return new GoTime(instant, GoZone.fixed(name, offsetSeconds));
  }

  /** The time written by a layout such as {@code 2006-01-02}. */
  public String format(String layout) {
    return TimeWriter.write(this, layout);
  }

  /** The time so many nanoseconds later. */
  public GoTime plusNanos(long nanos) {
    return new GoTime(instant.plusNanos(nanos), zone);
  }

  ZonedDateTime zoned() {
    return instant.atZone(zone.id());
  }

  /** What Go prints for its zone. */
  public String zoneName() {
    return zone.abbreviation(instant);
  }

  @Override
  public GoType goType() {
    return TYPE;
  }

  @Override
  public String goString() {
    return format(STRING_LAYOUT);
  }

  /** The same time without the name of its zone. */
  public OffsetDateTime offsetDateTime() {
    return zoned().toOffsetDateTime();
  }

  /** The form in JSON. */
  public String json() {
    return format("2006-01-02T15:04:05.999999999Z07:00");
  }

  @Override
  public @Nullable GoFunction method(String name) {
    ZonedDateTime time = zoned();
    return switch (name) {
      case "Year" -> integer(name, time.getYear());
      case "Day" -> integer(name, time.getDayOfMonth());
      case "Hour" -> integer(name, time.getHour());
      case "Minute" -> integer(name, time.getMinute());
      case "Second" -> integer(name, time.getSecond());
      case "Nanosecond" -> integer(name, time.getNano());
      case "YearDay" -> integer(name, time.getDayOfYear());
      case "Month" ->
          getter(name, _ -> new Named("time.Month", time.getMonthValue(), monthName(time)));
      case "Weekday" ->
          getter(
              name,
              _ -> new Named("time.Weekday", time.getDayOfWeek().getValue() % 7, dayName(time)));
      case "Unix" -> getter(name, _ -> instant.getEpochSecond());
      case "UnixMilli" -> getter(name, _ -> instant.toEpochMilli());
      case "UnixNano" ->
          getter(name, _ -> instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
      case "IsZero" -> getter(name, _ -> instant.equals(ZERO.instant));
      case "UTC" -> getter(name, _ -> new GoTime(instant, GoZone.UTC));
      case "Location" -> getter(name, _ -> new GoLocation(zone.name()));
      case "String" -> getter(name, _ -> goString());
      case "Format" -> new GoFunction(name, Signature.of(STRING), call -> format(call.string(0)));
      case "AddDate" -> new GoFunction(name, Signature.of(INT, INT, INT), this::addDate);
      case "Add" ->
          new GoFunction(
              name, Signature.of(GoDuration.TYPE), call -> plusNanos(GoDuration.argument(call, 0)));
      default -> comparison(name);
    };
  }

  private @Nullable GoFunction comparison(String name) {
    Signature other = Signature.of(TYPE);
    return switch (name) {
      case "Before" ->
          new GoFunction(name, other, call -> instant.isBefore(argument(call).instant));
      case "After" -> new GoFunction(name, other, call -> instant.isAfter(argument(call).instant));
      case "Equal" -> new GoFunction(name, other, call -> instant.equals(argument(call).instant));
      case "Compare" ->
          new GoFunction(
              name,
              other,
              call -> GoInt.of(Integer.signum(instant.compareTo(argument(call).instant))));
      case "Sub" -> new GoFunction(name, other, call -> new GoDuration(nanosSince(argument(call))));
      default -> null;
    };
  }

  /** The nanoseconds from another time to this one; the nearest bound where they do not fit. */
  public long nanosSince(GoTime other) {
    try {
      return java.time.Duration.between(other.instant, instant).toNanos();
    } catch (ArithmeticException _) {
      return instant.isBefore(other.instant) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private static GoTime argument(Call call) {
    return (GoTime) Objects.requireNonNull(call.value(0));
  }

  private Object addDate(Call call) {
    ZonedDateTime time = zoned();
    // Go normalizes: month 13 and day 40 run on into the next year and month.
    ZonedDateTime moved =
        time.withDayOfMonth(1)
            .plusYears(call.integer(0))
            .plusMonths(call.integer(1))
            .plusDays(time.getDayOfMonth() - 1 + call.integer(2));
    return new GoTime(moved.toInstant(), zone);
  }

  private static String monthName(ZonedDateTime time) {
    return EnglishNames.MONTHS.get(time.getMonthValue() - 1);
  }

  private static String dayName(ZonedDateTime time) {
    return EnglishNames.WEEKDAYS.get(time.getDayOfWeek().getValue() % 7);
  }

  private static GoFunction integer(String name, int value) {
    return getter(name, _ -> GoInt.of(value));
  }

  private static GoFunction getter(String name, GoFunction.Body body) {
    return new GoFunction(name, NO_PARAMETERS, body);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GoTime time && instant.equals(time.instant) && zone.equals(time.zone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(instant, zone);
  }

  @Override
  public String toString() {
    return goString();
  }

  /** A month or a day of the week: a number with a name. */
  private record Named(String typeName, long bits, String text) implements IntegerValue, Stringer {
    @Override
    public GoType goType() {
      return GoType.defined(typeName, INT);
    }

    @Override
    public String goString() {
      return text;
    }
  }
}
