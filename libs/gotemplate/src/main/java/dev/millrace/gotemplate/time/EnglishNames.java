package dev.millrace.gotemplate.time;

import java.util.List;

/** The names of months and days as times are written with them. */
final class EnglishNames {
  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  static final List<String> WEEKDAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
  static final List<String> SHORT_MONTHS = shortened(MONTHS);
  static final List<String> SHORT_WEEKDAYS = shortened(WEEKDAYS);

  private EnglishNames() {}

  private static List<String> shortened(List<String> names) {
    return names.stream().map(name -> name.substring(0, 3)).toList();
  }
}
