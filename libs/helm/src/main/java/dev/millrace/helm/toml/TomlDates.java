package dev.millrace.helm.toml;

import dev.millrace.gotemplate.format.Quoting;
import dev.millrace.gotemplate.time.GoTime;
import dev.millrace.gotemplate.time.TimeSyntaxException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Dates and times of TOML, which are Go times. One without an offset is in a zone whose name says
 * what was written, so that it can be written again.
 */
final class TomlDates {
  private static final String DATE_TIME = "2006-01-02T15:04:05.999999999";
  private static final String DATE = "2006-01-02";
  private static final String TIME = "15:04:05.999999999";
  private static final String DATE_TIME_ZONE = "datetime-local";
  private static final String DATE_ZONE = "date-local";
  private static final String TIME_ZONE = "time-local";

  /** With an offset first; then the forms without, and those without seconds. */
  private static final List<Form> FORMS =
      List.of(
          new Form(DATE_TIME + "Z07:00", ""),
          new Form(DATE_TIME, DATE_TIME_ZONE),
          new Form(DATE, DATE_ZONE),
          new Form(TIME, TIME_ZONE),
          new Form("2006-01-02T15:04Z07:00", ""),
          new Form("2006-01-02T15:04", DATE_TIME_ZONE),
          new Form("15:04", TIME_ZONE));

  private static final Pattern SHAPE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)?T?(\\d\\d:\\d\\d.*)?");

  private record Form(String layout, String zone) {}

  private TomlDates() {}

  static GoTime read(String word, TomlCursor in) {
    String text = word.replace('z', 'Z').replace('t', 'T').replace(' ', 'T');
    if (SHAPE.matcher(text).matches()) {
      for (Form form : FORMS) {
        try {
          GoTime time = GoTime.parse(form.layout(), text, ZoneOffset.UTC);
          return form.zone().isEmpty() ? time : time.inFixedZone(form.zone(), 0);
        } catch (TimeSyntaxException _) {
          // Not this form; perhaps the next one.
        }
      }
    }
    throw in.error("invalid datetime: " + Quoting.quote(text));
  }

  static String write(GoTime time) {
    return time.format(
        switch (time.zoneName()) {
          case DATE_TIME_ZONE -> DATE_TIME;
          case DATE_ZONE -> DATE;
          case TIME_ZONE -> TIME;
          default -> DATE_TIME + "Z07:00";
        });
  }
}
