package dev.millrace.api.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

  @Test
  void writesWholeSeconds() {
    assertThat(Timestamp.of(Instant.parse("2026-01-31T08:30:00.987Z")).text())
        .isEqualTo("2026-01-31T08:30:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-31T08:30:00Z", "2026-01-31T10:30:00+02:00"})
  void readsOffsets(String text) {
    assertThat(new Timestamp(text).asInstant()).isEqualTo(Instant.parse("2026-01-31T08:30:00Z"));
  }

  @Test
  void reportsMalformedTextOnlyWhenAsked() {
    var timestamp = new Timestamp("2026-02-30T25:00:00Z");

    assertThat(timestamp.tryInstant()).isEmpty();
    assertThatThrownBy(timestamp::asInstant).hasMessageContaining("2026-02-30T25:00:00Z");
  }
}
