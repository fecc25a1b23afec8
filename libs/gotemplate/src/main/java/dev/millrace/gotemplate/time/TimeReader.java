package dev.millrace.gotemplate.time;

import dev.millrace.gotemplate.time.TimeFields.InvalidFields;
import dev.millrace.gotemplate.time.TimeLayout.Part;
import dev.millrace.gotemplate.value.GoString;
import java.time.ZoneId;
import java.util.List;

/** Reads a time by a layout. */
final class TimeReader {
  private final TimeLayout layout;
  private final String text;
  private final TextCursor cursor;
  private final TimeFields fields = new TimeFields();

  private TimeReader(TimeLayout layout, String text) {
    this.layout = layout;
    this.text = text;
    this.cursor = new TextCursor(text);
  }

  /**
   * Reads a time; one without a zone is of the local zone.
   *
   * @throws TimeSyntaxException when the text does not fit the layout or is no date
   */
  static GoTime read(String layout, String text, ZoneId local) throws TimeSyntaxException {
    var reader = new TimeReader(TimeLayout.of(layout), text);
    reader.readParts();
    try {
      return reader.fields.toTime(local);
    } catch (InvalidFields e) {
      throw reader.problem(": " + e.getMessage());
    }
  }

  private void readParts() throws TimeSyntaxException {
    List<Part> parts = layout.parts();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      skipLiteral(part.literal());
      LayoutElement element = part.element();
      if (element == null) {
        if (cursor.length() > 0) {
          throw problem(": extra text: " + quoted(cursor.rest()));
        }
        return;
      }
      String before = cursor.rest();
      if (!read(element, part.shown(), parts.get(i + 1))) {
        throw mismatch(part.shown(), before);
      }
    }
  }

  /** Spaces of the literal match any number of spaces of the text, also none at its end. */
  private void skipLiteral(String literal) throws TimeSyntaxException {
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c != ' ') {
        if (!cursor.take(String.valueOf(c))) {
          throw mismatch(literal, cursor.rest());
        }
        continue;
      }
      if (i > 0 && literal.charAt(i - 1) == ' ') {
        continue;
      }
      if (cursor.length() > 0 && !cursor.startsWith(" ")) {
        throw mismatch(literal, cursor.rest());
      }
      cursor.skipSpaces(Integer.MAX_VALUE);
    }
  }

  private boolean read(LayoutElement element, String shown, Part next) throws TimeSyntaxException {
    return switch (element) {
      case YEAR,
          LONG_YEAR,
          MONTH,
          LONG_MONTH,
          NUMBER_MONTH,
          ZERO_MONTH,
          WEEKDAY,
          LONG_WEEKDAY,
          DAY,
          SPACE_DAY,
          ZERO_DAY,
          SPACE_YEAR_DAY,
          ZERO_YEAR_DAY ->
          date(element);
      case HOUR, HOUR12, ZERO_HOUR12 -> hour(element);
      case MINUTE, ZERO_MINUTE -> {
        fields.minute = cursor.number(2, element == LayoutElement.ZERO_MINUTE);
        yield inRange(fields.minute, 0, 59, "minute");
      }
      case SECOND, ZERO_SECOND -> {
        fields.second = cursor.number(2, element == LayoutElement.ZERO_SECOND);
        yield inRange(fields.second, 0, 59, "second") && unannouncedFraction(next);
      }
      case UPPER_HALF -> half("AM", "PM");
      case LOWER_HALF -> half("am", "pm");
      case ZONE_NAME -> zoneName();
      case FRACTION_ZEROS -> fraction(shown.length());
      case FRACTION_NINES -> !cursor.startsFraction() || fraction(cursor.fractionLength());
      default -> offset(element, shown.length());
    };
  }

  private boolean date(LayoutElement element) throws TimeSyntaxException {
    return switch (element) {
      case YEAR -> {
        int number = cursor.number(2);
        fields.year = number + (number >= 69 ? 1900 : 2000);
        yield number >= 0;
      }
      case LONG_YEAR -> {
        fields.year = cursor.number(4);
        yield fields.year >= 0;
      }
      case MONTH -> month(EnglishNames.SHORT_MONTHS);
      case LONG_MONTH -> month(EnglishNames.MONTHS);
      case WEEKDAY -> cursor.name(EnglishNames.SHORT_WEEKDAYS) >= 0;
      case LONG_WEEKDAY -> cursor.name(EnglishNames.WEEKDAYS) >= 0;
      case NUMBER_MONTH, ZERO_MONTH -> {
        fields.month = cursor.number(2, element == LayoutElement.ZERO_MONTH);
        yield inRange(fields.month, 1, 12, "month");
      }
      case SPACE_YEAR_DAY, ZERO_YEAR_DAY -> {
        cursor.skipSpaces(element == LayoutElement.SPACE_YEAR_DAY ? 2 : 0);
        fields.yearDay = cursor.number(3, element == LayoutElement.ZERO_YEAR_DAY);
        yield fields.yearDay >= 0;
      }
      default -> {
        cursor.skipSpaces(element == LayoutElement.SPACE_DAY ? 1 : 0);
        fields.day = cursor.number(2, element == LayoutElement.ZERO_DAY);
        yield fields.day >= 0;
      }
    };
  }

  private boolean month(List<String> names) {
    fields.month = cursor.name(names) + 1;
    return fields.month > 0;
  }

  private boolean hour(LayoutElement element) throws TimeSyntaxException {
    fields.hour = cursor.number(2, element == LayoutElement.ZERO_HOUR12);
    return inRange(fields.hour, 0, element == LayoutElement.HOUR ? 23 : 12, "hour");
  }

  private boolean half(String am, String pm) {
    boolean afternoon = cursor.take(pm);
    boolean morning = !afternoon && cursor.take(am);
    fields.afternoon |= afternoon;
    fields.morning |= morning;
    return afternoon || morning;
  }

  /** Whether a number was read; one outside of its range is an error of its own. */
  private boolean inRange(int value, int low, int high, String what) throws TimeSyntaxException {
    if (value >= 0 && (value < low || value > high)) {
      throw problem(": " + what + " out of range");
    }
    return value >= 0;
  }

  /** Seconds may have a fraction that the layout does not mention. */
  private boolean unannouncedFraction(Part next) {
    boolean announced =
        next.element() == LayoutElement.FRACTION_ZEROS
            || next.element() == LayoutElement.FRACTION_NINES;
    return announced || !cursor.startsFraction() || fraction(cursor.fractionLength());
  }

  private boolean fraction(int length) {
    fields.nanos = cursor.nanoseconds(length);
    return fields.nanos >= 0;
  }

  private boolean zoneName() {
    if (cursor.take("UTC")) {
      fields.utc = true;
      return true;
    }
    fields.zoneName = cursor.take(ZoneNames.length(cursor.rest()));
    return !fields.zoneName.isEmpty();
  }

  private boolean offset(LayoutElement element, int length) throws TimeSyntaxException {
    if (element.isIsoOffset() && cursor.take("Z")) {
      fields.utc = true;
      return true;
    }
    if (cursor.length() < length) {
      return false;
    }
    String sign = cursor.take(1);
    int hours = cursor.number(2);
    int minutes = element.hasMinutes() ? offsetPart(element) : 0;
    int seconds = element.hasSeconds() ? offsetPart(element) : 0;
    boolean complete =
        inRange(hours, 0, 24, "time zone offset hour")
            && inRange(minutes, 0, 60, "time zone offset minute")
            && inRange(seconds, 0, 60, "time zone offset second")
            && (sign.equals("+") || sign.equals("-"));
    int total = (hours * 60 + minutes) * 60 + seconds;
    fields.offsetSeconds = sign.equals("-") ? -total : total;
    return complete;
  }

  private int offsetPart(LayoutElement element) {
    return element.hasColon() && !cursor.take(":") ? -1 : cursor.number(2);
  }

  private TimeSyntaxException problem(String message) {
    return new TimeSyntaxException("parsing time " + quoted(text) + message);
  }

  private TimeSyntaxException mismatch(String wanted, String found) {
    return problem(
        " as "
            + quoted(layout.text())
            + ": cannot parse "
            + quoted(found)
            + " as "
            + quoted(wanted));
  }

  /** As Go's time package quotes: whatever is not ASCII byte by byte. */
  private static String quoted(String text) {
    var quoted = new StringBuilder();
    quoted.append('"');
    for (byte b : GoString.toBytes(text)) {
      if (b == '"' || b == '\\') {
        quoted.append('\\').append((char) b);
      } else if (b < ' ') {
        quoted.append("\\x%02x".formatted(b & 0xff));
      } else {
        quoted.append((char) b);
      }
    }
    return quoted.append('"').toString();
  }
}
