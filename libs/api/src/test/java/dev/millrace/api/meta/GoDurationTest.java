package dev.millrace.api.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "30s, PT30S",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    "300ms, PT0.3S",
    ".5s, PT0.5S",
    "1.s, PT1S",
    "2us, PT0.000002S",
    "2µs, PT0.000002S",
    "7ns, PT0.000000007S",
    "-1m, PT-1M",
    "+5s, PT5S",
    "0.100000000000000000000h, PT6M",
    "2562047h47m16.854775807s, PT2562047H47M16.854775807S",
  })
  void readsWhatGoReads(String text, Duration expected) {
    assertThat(new GoDuration(text).asDuration()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1y", "1d", "5", "h", ".s", "-", "1h 30m", "1H", "s1", "1m30", "--1s"})
  void refusesWhatGoRefuses(String text) {
    var duration = new GoDuration(text);

    assertThat(duration.tryDuration()).isEmpty();
    assertThatThrownBy(duration::asDuration)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\" is not a duration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2562048h", "99999999999999999999s", "9223372036854775808ns"})
  void refusesWhatGoCannotHold(String text) {
    assertThatThrownBy(() -> new GoDuration(text).asDuration()).hasMessageContaining("too long");
  }

  @Test
  void saysThatADurationIsMissing() {
    assertThatThrownBy(GoDuration.MISSING::asDuration).hasMessageContaining("is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT1H, 1h0m0s",
    "PT1M30S, 1m30s",
    "PT90M, 1h30m0s",
    "PT1.5S, 1.5s",
    "PT0.25S, 250ms",
    "PT0.0000015S, 1.5µs",
    "PT0.000000007S, 7ns",
    "PT-1M, -1m0s",
    "PT48H0.001S, 48h0m0.001s",
  })
  void writesAsGoDoes(Duration duration, String expected) {
    assertThat(GoDuration.of(duration).text()).isEqualTo(expected);
  }

  @Test
  void writesTheShortestAndLongestDurationsSoThatTheyCanBeRead() {
    assertThat(GoDuration.of(Duration.ofNanos(Long.MAX_VALUE)).asDuration())
        .isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    assertThat(GoDuration.of(Duration.ofNanos(Long.MIN_VALUE)).text())
        .isEqualTo("-2562047h47m16.854775808s");
  }
}
