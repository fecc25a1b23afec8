package dev.millrace.gotemplate.time;

import dev.millrace.gotemplate.format.Quoting;
import dev.millrace.gotemplate.time.TimeLayout.Part;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a time by a layout. */
final class TimeReader {
  private static final List<String> WEEKDAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  private final TimeLayout layout;
  private final String text;
  private final ZoneId local;
  private String rest;

  private int year;
  private int month = -1;
  private int day = -1;
  private int yearDay = -1;
  private int hour;
  private int minute;
  private int second;
  private int nanos;
  private boolean afternoon;
  private boolean morning;
  private boolean utc;
  private @Nullable Integer offset;
  private String zoneName = "";

  private TimeReader(TimeLayout layout, String text, ZoneId local) {
    this.layout = layout;
    this.text = text;
    this.local = local;
    this.rest = text;
  }

  /**
   * Reads a time; one without a zone is of the local zone.
   *
   * @throws TimeSyntaxException when the text does not fit the layout or is no date
   */
  static GoTime read(String layout, String text, ZoneId local) throws TimeSyntaxException {
    var reader = new TimeReader(TimeLayout.of(layout), text, local);
    reader.readParts();
    return reader.result();
  }

  private void readParts() throws TimeSyntaxException {
    List<Part> parts = layout.parts();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      skipLiteral(part.literal());
      LayoutElement element = part.element();
      if (element == null) {
        if (!rest.isEmpty()) {
          throw problem(": extra text: " + Quoting.quote(rest));
        }
        return;
      }
      String before = rest;
      Part next = parts.get(i + 1);
      if (!readElement(element, part.shown(), next)) {
        throw mismatch(part.shown(), before);
      }
    }
  }

  /** Spaces of the literal match any number of spaces of the text, also none at its end. */
  private void skipLiteral(String literal) throws TimeSyntaxException {
    String left = literal;
    while (!left.isEmpty()) {
      if (left.charAt(0) == ' ') {
        if (!rest.isEmpty() && rest.charAt(0) != ' ') {
          throw mismatch(literal, rest);
        }
        left = withoutSpaces(left);
        rest = withoutSpaces(rest);
        continue;
      }
      if (rest.isEmpty() || rest.charAt(0) != left.charAt(0)) {
        throw mismatch(literal, rest);
      }
      left = left.substring(1);
      rest = rest.substring(1);
    }
  }

  private static String withoutSpaces(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return text.substring(i);
  }

  private boolean readElement(LayoutElement element, String shown, Part next)
      throws TimeSyntaxException {
    switch (element) {
      case YEAR -> {
        int number = fixedNumber(2);
        year = number + (number >= 69 ? 1900 : 2000);
        return number >= 0;
      }
      case LONG_YEAR -> {
        year = fixedNumber(4);
        return year >= 0;
      }
      case MONTH, LONG_MONTH -> {
        month = lookup(monthNames(), element == LayoutElement.MONTH) + 1;
        return month > 0;
      }
      case WEEKDAY, LONG_WEEKDAY -> {
        return lookup(WEEKDAYS, element == LayoutElement.WEEKDAY) >= 0;
      }
      case NUMBER_MONTH, ZERO_MONTH -> {
        month = number(element == LayoutElement.ZERO_MONTH);
        return inRange(month, 1, 12, "month", shown);
      }
      case DAY, SPACE_DAY, ZERO_DAY -> {
        skipSpaces(element == LayoutElement.SPACE_DAY ? 1 : 0);
        day = number(element == LayoutElement.ZERO_DAY);
        return day >= 0;
      }
      case SPACE_YEAR_DAY, ZERO_YEAR_DAY -> {
        skipSpaces(element == LayoutElement.SPACE_YEAR_DAY ? 2 : 0);
        yearDay = numberOfThree(element == LayoutElement.ZERO_YEAR_DAY);
        return yearDay >= 0;
      }
      case HOUR -> {
        hour = number(false);
        return inRange(hour, 0, 23, "hour", shown);
      }
      case HOUR12, ZERO_HOUR12 -> {
        hour = number(element == LayoutElement.ZERO_HOUR12);
        return inRange(hour, 0, 12, "hour", shown);
      }
      case MINUTE, ZERO_MINUTE -> {
        minute = number(element == LayoutElement.ZERO_MINUTE);
        return inRange(minute, 0, 59, "minute", shown);
      }
      case SECOND, ZERO_SECOND -> {
        second = number(element == LayoutElement.ZERO_SECOND);
        return inRange(second, 0, 59, "second", shown) && unannouncedFraction(next);
      }
      case UPPER_HALF -> {
        return half("AM", "PM");
      }
      case LOWER_HALF -> {
        return half("am", "pm");
      }
      case ZONE_NAME -> {
        return zoneName();
      }
      case FRACTION_ZEROS -> {
        return fraction(shown.length());
      }
      case FRACTION_NINES -> {
        return rest.length() < 2 || !startsFraction() || fraction(fractionLength());
      }
      default -> {
        return offset(element, shown);
      }
    }
  }

  private static List<String> monthNames() {
    return List.of(Month.values()).stream()
        .map(m -> m.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
        .toList();
  }

  private boolean inRange(int value, int low, int high, String what, String shown)
      throws TimeSyntaxException {
    if (value >= 0 && (value < low || value > high)) {
      throw problem(": " + what + " out of range");
    }
    return value >= 0 && !shown.isEmpty();
  }

  private void skipSpaces(int count) {
    for (int i = 0; i < count && rest.startsWith(" "); i++) {
      rest = rest.substring(1);
    }
  }

  /** A number of exactly so many digits, or -1. */
  private int fixedNumber(int digits) {
    if (rest.length() < digits) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits; i++) {
      if (!isDigit(i)) {
        return -1;
      }
      value = value * 10 + rest.charAt(i) - '0';
    }
    rest = rest.substring(digits);
    return value;
  }

  /** A number of one or two digits, or -1. */
  private int number(boolean twoDigits) {
    if (!isDigit(0)) {
      return -1;
    }
    if (!isDigit(1)) {
      return twoDigits ? -1 : fixedNumber(1);
    }
    return fixedNumber(2);
  }

  private int numberOfThree(boolean threeDigits) {
    int count = 0;
    while (count < 3 && isDigit(count)) {
      count++;
    }
    return count == 0 || (threeDigits && count != 3) ? -1 : fixedNumber(count);
  }

  private boolean isDigit(int index) {
    return index < rest.length() && rest.charAt(index) >= '0' && rest.charAt(index) <= '9';
  }

  /** The index of the name that the text begins with, in any case, or -1. */
  private int lookup(List<String> names, boolean shortNames) {
    for (int i = 0; i < names.size(); i++) {
      String name = shortNames ? names.get(i).substring(0, 3) : names.get(i);
      if (rest.regionMatches(true, 0, name, 0, name.length())) {
        rest = rest.substring(name.length());
        return i;
      }
    }
    return -1;
  }

  private boolean half(String am, String pm) {
    afternoon |= rest.startsWith(pm);
    morning |= rest.startsWith(am);
    boolean found = rest.startsWith(pm) || rest.startsWith(am);
    rest = found ? rest.substring(2) : rest;
    return found;
  }

  /** Seconds may have a fraction that the layout does not mention. */
  private boolean unannouncedFraction(Part next) {
    boolean announced =
        next.element() == LayoutElement.FRACTION_ZEROS
            || next.element() == LayoutElement.FRACTION_NINES;
    return announced || rest.length() < 2 || !startsFraction() || fraction(fractionLength());
  }

  private boolean startsFraction() {
    return (rest.startsWith(".") || rest.startsWith(",")) && isDigit(1);
  }

  private int fractionLength() {
    int length = 1;
    while (isDigit(length)) {
      length++;
    }
    return length;
  }

  private boolean fraction(int length) {
    if (rest.length() < length || !startsFraction()) {
      return false;
    }
    int scaled = 0;
    for (int i = 1; i <= 9; i++) {
      if (i < length && !isDigit(i)) {
        return false;
      }
      scaled = scaled * 10 + (i < length ? rest.charAt(i) - '0' : 0);
    }
    nanos = scaled;
    rest = rest.substring(length);
    return true;
  }

  private boolean zoneName() {
    if (rest.startsWith("UTC")) {
      utc = true;
      rest = rest.substring(3);
      return true;
    }
    int length = ZoneNames.length(rest);
    zoneName = rest.substring(0, length);
    rest = rest.substring(length);
    return length > 0;
  }

  private boolean offset(LayoutElement element, String shown) throws TimeSyntaxException {
    if (element.isIsoOffset() && rest.startsWith("Z")) {
      utc = true;
      rest = rest.substring(1);
      return true;
    }
    if (rest.length() < shown.length()) {
      return false;
    }
    char sign = rest.charAt(0);
    rest = rest.substring(1);
    int hours = fixedNumber(2);
    int minutes = element.hasMinutes() ? offsetPart(element) : 0;
    int seconds = element.hasSeconds() ? offsetPart(element) : 0;
    if (hours < 0 || minutes < 0 || seconds < 0 || (sign != '+' && sign != '-')) {
      return false;
    }
    inRange(hours, 0, 24, "time zone offset hour", shown);
    inRange(minutes, 0, 60, "time zone offset minute", shown);
    inRange(seconds, 0, 60, "time zone offset second", shown);
    int total = (hours * 60 + minutes) * 60 + seconds;
    offset = sign == '-' ? -total : total;
    return true;
  }

  private int offsetPart(LayoutElement element) {
    if (element.hasColon()) {
      if (!rest.startsWith(":")) {
        return -1;
      }
      rest = rest.substring(1);
    }
    return fixedNumber(2);
  }

  private GoTime result() throws TimeSyntaxException {
    if (afternoon && hour < 12) {
      hour += 12;
    } else if (morning && hour == 12) {
      hour = 0;
    }
    LocalDateTime time = LocalDateTime.of(date(), LocalTime.of(hour, minute, second, nanos));
    if (utc) {
      return new GoTime(time.toInstant(ZoneOffset.UTC), GoZone.UTC);
    }
    GoZone localZone = GoZone.local(local);
    if (offset != null) {
      Instant instant = time.toInstant(ZoneOffset.UTC).minusSeconds(offset);
      boolean isLocal =
          localZone.offsetSeconds(instant) == offset
              && (zoneName.isEmpty() || localZone.abbreviation(instant).equals(zoneName));
      return new GoTime(instant, isLocal ? localZone : fixedZone(zoneName, offset));
    }
    if (!zoneName.isEmpty()) {
      return inNamedZone(time, localZone);
    }
    return new GoTime(time.atZone(localZone.id()).toInstant(), localZone);
  }

  private GoTime inNamedZone(LocalDateTime time, GoZone localZone) throws TimeSyntaxException {
    Instant local = time.atZone(localZone.id()).toInstant();
    if (localZone.abbreviation(local).equals(zoneName)) {
      return new GoTime(local, localZone);
    }
    int seconds = ZoneNames.greenwichOffset(zoneName);
    return new GoTime(time.toInstant(ZoneOffset.UTC), fixedZone(zoneName, seconds));
  }

  private GoZone fixedZone(String name, int seconds) throws TimeSyntaxException {
    try {
      return GoZone.fixed(name, seconds);
    } catch (DateTimeException _) {
      throw problem(": time zone offset out of range");
    }
  }

  private LocalDate date() throws TimeSyntaxException {
    if (yearDay >= 0) {
      return dateOfYearDay();
    }
    int shownMonth = month < 0 ? 1 : month;
    int shownDay = day < 0 ? 1 : day;
    try {
      return LocalDate.of(year, shownMonth, shownDay);
    } catch (DateTimeException _) {
      throw problem(": day out of range");
    }
  }

  private LocalDate dateOfYearDay() throws TimeSyntaxException {
    if (yearDay < 1 || yearDay > Year.of(year).length()) {
      throw problem(": day-of-year out of range");
    }
    LocalDate date = LocalDate.ofYearDay(year, yearDay);
    if (month >= 0 && month != date.getMonthValue()) {
      throw problem(": day-of-year does not match month");
    }
    if (day >= 0 && day != date.getDayOfMonth()) {
      throw problem(": day-of-year does not match day");
    }
    return date;
  }

  private TimeSyntaxException problem(String message) {
    return new TimeSyntaxException("parsing time " + Quoting.quote(text) + message);
  }

  private TimeSyntaxException mismatch(String wanted, String found) {
    return problem(
        " as "
            + Quoting.quote(layout.text())
            + ": cannot parse "
            + Quoting.quote(found)
            + " as "
            + Quoting.quote(wanted));
  }
}
