package dev.millrace.gotemplate.time;

import dev.millrace.gotemplate.time.TimeLayout.Part;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Writes times by a layout. */
final class TimeWriter {
  private final ZonedDateTime time;
  private final String zoneName;
  private final StringBuilder out = new StringBuilder();

  private TimeWriter(ZonedDateTime time, String zoneName) {
    this.time = time;
    this.zoneName = zoneName;
  }

  static String write(GoTime time, String layout) {
    var writer = new TimeWriter(time.zoned(), time.zoneName());
    for (Part part : TimeLayout.of(layout).parts()) {
      writer.out.append(part.literal());
      writer.element(part.element(), part.shown());
    }
    return writer.out.toString();
  }

  private void element(@Nullable LayoutElement element, String shown) {
    switch (element) {
      case null -> {}
      case YEAR -> number(Math.abs(time.getYear()) % 100, 2);
      case LONG_YEAR -> number(time.getYear(), 4);
      case MONTH -> out.append(month().substring(0, 3));
      case LONG_MONTH -> out.append(month());
      case NUMBER_MONTH -> number(time.getMonthValue(), 0);
      case ZERO_MONTH -> number(time.getMonthValue(), 2);
      case WEEKDAY -> out.append(weekday().substring(0, 3));
      case LONG_WEEKDAY -> out.append(weekday());
      case DAY -> number(time.getDayOfMonth(), 0);
      case SPACE_DAY -> spaced(time.getDayOfMonth(), 2);
      case ZERO_DAY -> number(time.getDayOfMonth(), 2);
      case SPACE_YEAR_DAY -> spaced(time.getDayOfYear(), 3);
      case ZERO_YEAR_DAY -> number(time.getDayOfYear(), 3);
      case HOUR -> number(time.getHour(), 2);
      case HOUR12 -> number(hour12(), 0);
      case ZERO_HOUR12 -> number(hour12(), 2);
      case MINUTE -> number(time.getMinute(), 0);
      case ZERO_MINUTE -> number(time.getMinute(), 2);
      case SECOND -> number(time.getSecond(), 0);
      case ZERO_SECOND -> number(time.getSecond(), 2);
      case UPPER_HALF -> out.append(time.getHour() >= 12 ? "PM" : "AM");
      case LOWER_HALF -> out.append(time.getHour() >= 12 ? "pm" : "am");
      case ZONE_NAME -> zoneName();
      case FRACTION_ZEROS, FRACTION_NINES -> fraction(element, shown);
      default -> offset(element);
    }
  }

  private String month() {
    return EnglishNames.MONTHS.get(time.getMonthValue() - 1);
  }

  private String weekday() {
    return EnglishNames.WEEKDAYS.get(time.getDayOfWeek().getValue() % 7);
  }

  private int hour12() {
    int hour = time.getHour() % 12;
    return hour == 0 ? 12 : hour;
  }

  private void number(int value, int width) {
    if (value < 0) {
      out.append('-');
    }
    String digits = Integer.toString(Math.abs(value));
    out.repeat('0', Math.max(0, width - digits.length())).append(digits);
  }

  private void spaced(int value, int width) {
    String digits = Integer.toString(value);
    out.repeat(' ', width - digits.length()).append(digits);
  }

  private void zoneName() {
    if (zoneName.isEmpty()) {
      offset(LayoutElement.OFFSET);
    } else {
      out.append(zoneName);
    }
  }

  private void offset(LayoutElement element) {
    int seconds = time.getOffset().getTotalSeconds();
    if (seconds == 0 && element.isIsoOffset()) {
      out.append('Z');
      return;
    }
    int minutes = Math.abs(seconds) / 60;
    out.append(seconds / 60 < 0 ? '-' : '+');
    number(minutes / 60, 2);
    if (element.hasMinutes()) {
      out.append(element.hasColon() ? ":" : "");
      number(minutes % 60, 2);
    }
    if (element.hasSeconds()) {
      out.append(element.hasColon() ? ":" : "");
      number(Math.abs(seconds) % 60, 2);
    }
  }

  private void fraction(LayoutElement element, String shown) {
    String nanos = "%09d".formatted(time.getNano());
    String digits = nanos.substring(0, Math.min(shown.length() - 1, 9));
    digits += "0".repeat(Math.max(0, shown.length() - 1 - digits.length()));
    if (element == LayoutElement.FRACTION_NINES) {
      digits = digits.replaceFirst("0+$", "");
    }
    if (!digits.isEmpty()) {
      out.append(shown.charAt(0)).append(digits);
    }
  }
}
