package dev.millrace.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-31T10:11:12Z, 2026-01-31T10:11:12Z, 2026-01-31T10:11:12Z",
    "2026-01-31T10:11:12.5+00:00, 2026-01-31T10:11:12.5Z, 2026-01-31T10:11:12Z",
    "2026-01-31T10:11:12.1234567891234-07:30, 2026-01-31T17:41:12.123456789Z, 2026-01-31T10:11:12-07:30",
    "2026-01-31T10:11:12+23:59, 2026-01-30T10:12:12Z, 2026-01-31T10:11:12+23:59",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
  })
  void readsAndPrintsTimesAsGoDoes(String text, Instant moment, String printed) {
    assertThat(GoTime.parse(text).map(GoTime::instant)).contains(moment);
    assertThat(GoTime.parse(text).map(GoTime::toSecond)).contains(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-31",
        "2026-01-31 10:11:12Z",
        "2026-01-31t10:11:12z",
        "2026-02-30T10:11:12Z",
        "2026-01-31T24:11:12Z",
        "2026-01-31T10:11:12",
        "2026-01-31T10:11:12,5Z",
        "2026-01-31T10:11:12.Z",
        "2026-01-31T10:11:12+24:00",
        "2026-01-31T10:11:12+07",
      })
  void refusesAnyOtherText(String text) {
    assertThat(GoTime.parse(text)).isEmpty();
  }
}
