package dev.millrace.gotemplate.time;

import static dev.millrace.gotemplate.Rendering.message;
import static dev.millrace.gotemplate.Rendering.render;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and durations; every expectation was recorded from Go. The clock stands still. */
class DatesTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{now}} => 2026-11-21 10:20:30 +0000 UTC",
        "{{now | date \"2006-01-02T15:04:05Z07:00\"}} => 2026-11-21T10:20:30Z",
        "{{now | date \"Mon Jan _2 3:04:05PM 06 002 .000\"}} => Sat Nov 21 10:20:30AM 26 325 .000",
        "{{date \"2006-01-02\" 86400}} {{htmlDate 0}} {{date \"2006\" \"no date\"}} => 1970-01-02 1970-01-01 2026",
        "{{dateInZone \"15:04 MST -0700\" now \"Europe/Berlin\"}} => 11:20 CET +0100",
        "{{dateInZone \"15:04 -07\" now \"Asia/Kolkata\"}} {{dateInZone \"15:04\" now \"No/Where\"}} => 15:50 +05 10:20",
        "{{toDate \"2006-01-02\" \"2024-02-29\" | unixEpoch}} => 1709164800",
        "{{toDate \"2006-01-02 15:04:05 -0700\" \"2024-02-29 01:02:03 +0130\"}} => 2024-02-29 01:02:03 +0130 +0130",
        "{{toDate \"2006-01-02\" \"x\"}} => 0001-01-01 00:00:00 +0000 UTC",
        "{{dateModify \"-1.5h\" now | date \"15:04\"}} {{dateModify \"x\" now | date \"15:04\"}} => 08:50 10:20",
        "{{ago (now | dateModify \"-90s\")}} {{ago 0}} => 1m30s 498682h20m30s",
        "{{duration 61}} {{duration \"61\"}} {{duration (int64 3600)}} => 0s 1m1s 1h0m0s",
        "{{durationRound \"2h10m5s\"}} {{durationRound \"2400h\"}} {{durationRound \"1s\"}} => 2h 3mo 0s",
        "{{now.Year}} {{now.Month}} {{printf \"%d\" now.Month}} {{now.Weekday}} {{now.Unix}} => 2026 November 11 Saturday 1795256430",
        "{{(now.AddDate 0 1 10).Format \"2006-01-02\"}} {{now.Sub now}} => 2026-12-31 0s",
        "{{typeOf now}} {{kindOf now.Month}} {{toJson now}} => time.Time int \"2026-11-21T10:20:30Z\"",
      })
  void worksAsInGo(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{mustToDate \"2006-01-02\" \"2024-13-01\"}} => parsing time \"2024-13-01\": month out of range",
        "{{mustToDate \"2006-01-02\" \"2023-02-29\"}} => parsing time \"2023-02-29\": day out of range",
        "{{mustToDate \"2006-01-02\" \"24\"}} => parsing time \"24\" as \"2006-01-02\": cannot parse \"24\" as \"2006\"",
        "{{mustToDate \"15:04\" \"10:20:30\"}} => parsing time \"10:20:30\": extra text: \":30\"",
        "{{mustDateModify \"1x\" now}} => time: unknown unit \"x\" in duration \"1x\"",
        "{{mustDateModify \"\" now}} => time: invalid duration \"\"",
        "{{unixEpoch 1}} => can't handle 1 for arg of type time.Time",
      })
  void saysWhatIsNoDate(String template, String problem) {
    assertThat(message(template, null)).endsWith(": " + problem);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ns",
    "1500, 1.5µs",
    "1500000, 1.5ms",
    "60000000000, 1m0s",
    "-3661000000000, -1h1m1s",
    "9223372036854775807, 2562047h47m16.854775807s",
    "-9223372036854775808, -2562047h47m16.854775808s",
  })
  void writesAndReadsDurations(long nanos, String text) throws TimeSyntaxException {
    assertThat(GoDuration.text(nanos)).isEqualTo(text);
    assertThat(GoDuration.parse(text)).isEqualTo(nanos);
  }
}
