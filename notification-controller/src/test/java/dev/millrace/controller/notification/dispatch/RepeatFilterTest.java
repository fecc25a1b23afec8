package dev.millrace.controller.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatFilterTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** SECURITY-CASES.md row 11: the memory of the filter does not grow with what strangers send. */
  @Test
  void row11ForgetsTheOldestOfManyDistinctEvents() {
    RepeatFilter filter = new RepeatFilter(Samples.CLOCK, WINDOW);
    Event event = Samples.event("info");
    assertThat(filter.isNew(event.withMessage("first"))).isTrue();
    for (int i = 0; i < 200_000; i++) {
      filter.isNew(event.withMessage("m" + i));
    }
    assertThat(filter.isNew(event.withMessage("first"))).isTrue();
    assertThat(filter.isNew(event.withMessage("m199999"))).isFalse();
  }

  @Test
  void isNotSilentUntilAClockThatWasPutBackHasCaughtUp() {
    Instant[] now = {Samples.CLOCK.instant()};
    RepeatFilter filter = new RepeatFilter(clock(() -> now[0]), WINDOW);
    Event event = Samples.event("info");
    assertThat(filter.isNew(event)).isTrue();
    now[0] = now[0].minus(Duration.ofHours(1));
    assertThat(filter.isNew(event)).isTrue();
    assertThat(filter.isNew(event)).isFalse();
    now[0] = now[0].plus(WINDOW).plusSeconds(1);
    assertThat(filter.isNew(event)).isTrue();
  }

  @Test
  void forgetsOnRequest() {
    RepeatFilter filter = new RepeatFilter(Samples.CLOCK, WINDOW);
    Event event = Samples.event("info");
    assertThat(filter.isNew(event)).isTrue();
    filter.forget(event);
    assertThat(filter.isNew(event)).isTrue();
  }

  /** SECURITY-CASES.md row 43: a crash does not reset the limit. */
  @Test
  void row43RemembersAcrossARestartWhatWasTaken(@TempDir Path folder) throws IOException {
    Event event = Samples.event("info");
    RepeatFilter before = RepeatFilter.in(folder, Samples.CLOCK, WINDOW);
    assertThat(before.isNew(event)).isTrue();
    before.confirm(event);
    Files.writeString(folder.resolve("seen.log"), "2026-01-", StandardOpenOption.APPEND);
    RepeatFilter after = RepeatFilter.in(folder, Samples.CLOCK, WINDOW);
    assertThat(after.isNew(event)).isFalse();
    Clock later = Clock.offset(Samples.CLOCK, WINDOW.plusSeconds(1));
    assertThat(RepeatFilter.in(folder, later, WINDOW).isNew(event)).isTrue();
  }

  @Test
  void doesNotRememberAcrossARestartWhatWasNotTaken(@TempDir Path folder) {
    Event event = Samples.event("info");
    assertThat(RepeatFilter.in(folder, Samples.CLOCK, WINDOW).isNew(event)).isTrue();
    assertThat(RepeatFilter.in(folder, Samples.CLOCK, WINDOW).isNew(event)).isTrue();
  }

  @Test
  void itsFileHoldsLittleMoreThanWhatIsRemembered(@TempDir Path folder) throws IOException {
    Instant[] now = {Samples.CLOCK.instant()};
    RepeatFilter filter = RepeatFilter.in(folder, clock(() -> now[0]), Duration.ofSeconds(10));
    for (int i = 0; i < 5_000; i++) {
      now[0] = now[0].plusSeconds(1);
      Event event = Samples.event("info").withMessage("m" + i);
      assertThat(filter.isNew(event)).isTrue();
      filter.confirm(event);
    }
    try (Stream<String> lines = Files.lines(folder.resolve("seen.log"))) {
      assertThat(lines.count()).isLessThan(1_100);
    }
  }

  private static Clock clock(InstantSource source) {
    return source.withZone(ZoneOffset.UTC);
  }
}
