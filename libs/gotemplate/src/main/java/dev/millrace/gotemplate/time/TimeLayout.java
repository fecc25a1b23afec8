package dev.millrace.gotemplate.time;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layout: an example that shows how the reference time, Mon Jan 2 15:04:05 MST 2006, is written.
 *
 * @param text the layout as it was given
 * @param parts what it consists of, in order
 */
record TimeLayout(String text, List<Part> parts) {

  /**
   * Literal text and the element behind it.
   *
   * @param literal the text before the element
   * @param element the element, or null at the end of the layout
   * @param shown the text of the element in the layout
   */
  record Part(String literal, @Nullable LayoutElement element, String shown) {}

  private static final LayoutElement[] MONTHS = {LayoutElement.LONG_MONTH, LayoutElement.MONTH};
  private static final LayoutElement[] WEEKDAYS = {
    LayoutElement.LONG_WEEKDAY, LayoutElement.WEEKDAY, LayoutElement.ZONE_NAME
  };
  private static final LayoutElement[] ZEROS = {
    LayoutElement.ZERO_MONTH,
    LayoutElement.ZERO_DAY,
    LayoutElement.ZERO_HOUR12,
    LayoutElement.ZERO_MINUTE,
    LayoutElement.ZERO_SECOND,
    LayoutElement.YEAR,
    LayoutElement.ZERO_YEAR_DAY
  };
  private static final LayoutElement[] ONES = {LayoutElement.HOUR, LayoutElement.NUMBER_MONTH};
  private static final LayoutElement[] TWOS = {LayoutElement.LONG_YEAR, LayoutElement.DAY};
  private static final LayoutElement[] SPACES = {
    LayoutElement.SPACE_DAY, LayoutElement.SPACE_YEAR_DAY
  };
  private static final LayoutElement[] OFFSETS = {
    LayoutElement.OFFSET_SECONDS,
    LayoutElement.OFFSET_COLON_SECONDS,
    LayoutElement.OFFSET,
    LayoutElement.OFFSET_COLON,
    LayoutElement.OFFSET_HOUR
  };
  private static final LayoutElement[] ISO_OFFSETS = {
    LayoutElement.ISO_OFFSET_SECONDS,
    LayoutElement.ISO_OFFSET_COLON_SECONDS,
    LayoutElement.ISO_OFFSET,
    LayoutElement.ISO_OFFSET_COLON,
    LayoutElement.ISO_OFFSET_HOUR
  };
  private static final LayoutElement[] NONE = {};

  static TimeLayout of(String text) {
    List<Part> parts = new ArrayList<>();
    int literalStart = 0;
    int i = 0;
    while (i < text.length()) {
      LayoutElement element = elementAt(text, i);
      if (element == null) {
        i++;
        continue;
      }
      int end = element.text().isEmpty() ? fractionEnd(text, i) : i + element.text().length();
      parts.add(new Part(text.substring(literalStart, i), element, text.substring(i, end)));
      literalStart = end;
      i = end;
    }
    parts.add(new Part(text.substring(literalStart), null, ""));
    return new TimeLayout(text, List.copyOf(parts));
  }

  private static @Nullable LayoutElement elementAt(String text, int i) {
    char c = text.charAt(i);
    if (c == '.' || c == ',') {
      return fraction(text, i);
    }
    if (c == '_' && text.startsWith("2006", i + 1)) {
      return null; // The underscore is literal; the year comes next.
    }
    for (LayoutElement element : candidates(c)) {
      if (text.startsWith(element.text(), i) && !isPartOfWord(element, text, i)) {
        return element;
      }
    }
    return null;
  }

  private static LayoutElement[] candidates(char c) {
    return switch (c) {
      case 'J' -> MONTHS;
      case 'M' -> WEEKDAYS;
      case '0' -> ZEROS;
      case '1' -> ONES;
      case '2' -> TWOS;
      case '_' -> SPACES;
      case '3' -> new LayoutElement[] {LayoutElement.HOUR12};
      case '4' -> new LayoutElement[] {LayoutElement.MINUTE};
      case '5' -> new LayoutElement[] {LayoutElement.SECOND};
      case 'P' -> new LayoutElement[] {LayoutElement.UPPER_HALF};
      case 'p' -> new LayoutElement[] {LayoutElement.LOWER_HALF};
      case '-' -> OFFSETS;
      case 'Z' -> ISO_OFFSETS;
      default -> NONE;
    };
  }

  /** Jan and Mon are literal text where a lower-case letter follows, as in Month. */
  private static boolean isPartOfWord(LayoutElement element, String text, int i) {
    if (element != LayoutElement.MONTH && element != LayoutElement.WEEKDAY) {
      return false;
    }
    int next = i + element.text().length();
    return next < text.length() && text.charAt(next) >= 'a' && text.charAt(next) <= 'z';
  }

  private static @Nullable LayoutElement fraction(String text, int i) {
    if (i + 1 >= text.length()) {
      return null;
    }
    char digit = text.charAt(i + 1);
    int end = fractionEnd(text, i);
    boolean digitFollows =
        end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9';
    if ((digit != '0' && digit != '9') || digitFollows) {
      return null;
    }
    return digit == '0' ? LayoutElement.FRACTION_ZEROS : LayoutElement.FRACTION_NINES;
  }

  private static int fractionEnd(String text, int i) {
    int end = i + 1;
    while (end < text.length() && text.charAt(end) == text.charAt(i + 1)) {
      end++;
    }
    return end;
  }
}
