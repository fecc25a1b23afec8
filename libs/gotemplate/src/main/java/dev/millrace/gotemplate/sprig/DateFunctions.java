package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.ANY;
import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.format.IntegerText;
import dev.millrace.gotemplate.format.NumberSyntaxException;
import dev.millrace.gotemplate.time.GoDuration;
import dev.millrace.gotemplate.time.GoTime;
import dev.millrace.gotemplate.time.TimeSyntaxException;
import dev.millrace.gotemplate.value.GoInt;
import dev.millrace.gotemplate.value.GoType;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Dates and durations. What is not a date counts as now. */
final class DateFunctions {
  private static final String DAY = "2006-01-02";
  private static final long SECOND = 1_000_000_000L;

  private final SprigEnvironment environment;

  private DateFunctions(SprigEnvironment environment) {
    this.environment = environment;
  }

  static Functions all(SprigEnvironment environment) {
    var dates = new DateFunctions(environment);
    Signature modification = Signature.of(STRING, GoTime.TYPE);
    Signature inZone = Signature.of(STRING, ANY, STRING);
    return Functions.builder()
        .add("now", Signature.of(), _ -> dates.now())
        .add("date", Signature.of(STRING, ANY), dates::date)
        .add("dateInZone", inZone, dates::dateInZone)
        .add("date_in_zone", inZone, dates::dateInZone)
        .add("htmlDate", Signature.of(ANY), dates::htmlDate)
        .add("htmlDateInZone", Signature.of(ANY, STRING), dates::htmlDateInZone)
        .add("dateModify", modification, DateFunctions::modifyIfPossible)
        .add("date_modify", modification, DateFunctions::modifyIfPossible)
        .add("mustDateModify", modification, DateFunctions::modify)
        .add("must_date_modify", modification, DateFunctions::modify)
        .add("ago", Signature.of(ANY), dates::ago)
        .add("duration", Signature.of(ANY), DateFunctions::duration)
        .add("durationRound", Signature.of(ANY), dates::roundDuration)
        .add("toDate", Signature.of(STRING, STRING), dates::parseOrZero)
        .add("mustToDate", Signature.of(STRING, STRING), dates::parse)
        .add("unixEpoch", Signature.of(GoTime.TYPE), DateFunctions::epoch)
        .build();
  }

  private GoTime now() {
    return GoTime.local(environment.clock().instant(), environment.zone());
  }

  private Object date(Call call) {
    return format(call.string(0), call.value(1), "Local");
  }

  private Object dateInZone(Call call) {
    return format(call.string(0), call.value(1), call.string(2));
  }

  private Object htmlDate(Call call) {
    return format(DAY, call.value(0), "Local");
  }

  private Object htmlDateInZone(Call call) {
    return format(DAY, call.value(0), call.string(1));
  }

  private String format(String layout, @Nullable Object date, String zone) {
    return time(date, true).in(zone, environment.zone()).format(layout);
  }

  /** A time, or the seconds since 1970 as int64, int or (for formatting) int32. */
  private GoTime time(@Nullable Object date, boolean alsoInt32) {
    return switch (date) {
      case GoTime time -> time;
      case Long seconds -> ofEpoch(seconds);
      case Integer seconds -> ofEpoch(seconds);
      case GoInt seconds
          when seconds.type().equals(GoType.INT)
              || (alsoInt32 && seconds.type().equals(GoType.INT32)) ->
          ofEpoch(seconds.bits());
      case null, default -> now();
    };
  }

  private GoTime ofEpoch(long seconds) {
    try {
      return GoTime.local(Instant.ofEpochSecond(seconds), environment.zone());
    } catch (java.time.DateTimeException e) {
      throw new FunctionFailure("date " + seconds + " is out of range", e);
    }
  }

  private static GoTime timeArgument(Call call, int index) {
    return (GoTime) Objects.requireNonNull(call.value(index));
  }

  private static Object modifyIfPossible(Call call) {
    try {
      return timeArgument(call, 1).plusNanos(GoDuration.parse(call.string(0)));
    } catch (TimeSyntaxException _) {
      return timeArgument(call, 1);
    }
  }

  private static Object modify(Call call) {
    try {
      return timeArgument(call, 1).plusNanos(GoDuration.parse(call.string(0)));
    } catch (TimeSyntaxException e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private Object ago(Call call) {
    return GoDuration.text(roundToSeconds(now().nanosSince(time(call.value(0), false))));
  }

  /** The nearest whole second, halves away from zero; the bounds of a duration stay as they are. */
  private static long roundToSeconds(long nanos) {
    long rest = nanos % SECOND;
    if (Math.abs(rest) * 2 < SECOND) {
      return nanos - rest;
    }
    try {
      return Math.addExact(nanos - rest, nanos < 0 ? -SECOND : SECOND);
    } catch (ArithmeticException _) {
      return nanos < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private static Object duration(Call call) {
    long seconds =
        switch (call.value(0)) {
          case String text -> secondsOf(text);
          case Long number -> number;
          case null, default -> 0;
        };
    return GoDuration.text(seconds * SECOND);
  }

  private static long secondsOf(String text) {
    try {
      return IntegerText.parseSigned(text, 10);
    } catch (NumberSyntaxException _) {
      return 0;
    }
  }

  private Object roundDuration(Call call) {
    long nanos =
        switch (call.value(0)) {
          case String text -> nanosOf(text);
          case Long number -> number;
          case GoTime time -> now().nanosSince(time);
          case null, default -> 0;
        };
    return DurationRounding.text(Math.abs(nanos));
  }

  private static long nanosOf(String text) {
    try {
      return GoDuration.parse(text);
    } catch (TimeSyntaxException _) {
      return 0;
    }
  }

  private Object parseOrZero(Call call) {
    try {
      return GoTime.parse(call.string(0), call.string(1), environment.zone());
    } catch (TimeSyntaxException _) {
      return GoTime.ZERO;
    }
  }

  private Object parse(Call call) {
    try {
      return GoTime.parse(call.string(0), call.string(1), environment.zone());
    } catch (TimeSyntaxException e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private static Object epoch(Call call) {
    return Long.toString(timeArgument(call, 0).instant().getEpochSecond());
  }
}
