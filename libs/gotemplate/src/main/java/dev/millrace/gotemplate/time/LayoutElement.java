package dev.millrace.gotemplate.time;

/** The parts of a layout that stand for a part of a time, by the text of the reference time. */
enum LayoutElement {
  LONG_MONTH("January"),
  MONTH("Jan"),
  LONG_WEEKDAY("Monday"),
  WEEKDAY("Mon"),
  ZONE_NAME("MST"),
  ZERO_MONTH("01"),
  ZERO_DAY("02"),
  ZERO_HOUR12("03"),
  ZERO_MINUTE("04"),
  ZERO_SECOND("05"),
  YEAR("06"),
  ZERO_YEAR_DAY("002"),
  HOUR("15"),
  NUMBER_MONTH("1"),
  LONG_YEAR("2006"),
  DAY("2"),
  SPACE_DAY("_2"),
  SPACE_YEAR_DAY("__2"),
  HOUR12("3"),
  MINUTE("4"),
  SECOND("5"),
  UPPER_HALF("PM"),
  LOWER_HALF("pm"),
  OFFSET_SECONDS("-070000"),
  OFFSET_COLON_SECONDS("-07:00:00"),
  OFFSET("-0700"),
  OFFSET_COLON("-07:00"),
  OFFSET_HOUR("-07"),
  ISO_OFFSET_SECONDS("Z070000"),
  ISO_OFFSET_COLON_SECONDS("Z07:00:00"),
  ISO_OFFSET("Z0700"),
  ISO_OFFSET_COLON("Z07:00"),
  ISO_OFFSET_HOUR("Z07"),
  /** Digits of the fraction of a second, written as many zeros. */
  FRACTION_ZEROS(""),
  /** Digits of the fraction of a second without trailing zeros, written as many nines. */
  FRACTION_NINES("");

  private final String text;

  LayoutElement(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Whether a zero offset is written as Z. */
  boolean isIsoOffset() {
    return text.startsWith("Z");
  }

  boolean isOffset() {
    return isIsoOffset() || text.startsWith("-07");
  }

  boolean hasColon() {
    return text.indexOf(':') > 0;
  }

  /** Whether the offset is written with minutes. */
  boolean hasMinutes() {
    return text.length() > 3;
  }

  /** Whether the offset is written with seconds. */
  boolean hasSeconds() {
    return text.length() >= 7;
  }
}
