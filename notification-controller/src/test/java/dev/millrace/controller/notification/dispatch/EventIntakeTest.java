package dev.millrace.controller.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.notification.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventIntakeTest {
  private final SettableClock clock = new SettableClock();
  private final List<Event> accepted = new ArrayList<>();
  private final EventIntake intake =
      new EventIntake(new RepeatFilter(clock, Duration.ofMinutes(5)), accepted::add);

  @Test
  void handsOnWhatIsNewAndRefusesRepeats() {
    assertThat(take("hello", "1")).isEqualTo(202);
    assertThat(take("hello", "1")).isEqualTo(429);
    assertThat(take("hello", "2")).isEqualTo(202);
    assertThat(accepted).extracting(Event::message).containsExactly("hello", "hello");
  }

  @Test
  void forgetsAfterTheWindow() {
    take("hello", "1");
    clock.now = clock.now.plus(Duration.ofMinutes(6));
    assertThat(take("hello", "1")).isEqualTo(202);
  }

  @Test
  void refusesWhatIsNoEvent() {
    for (String body : List.of("", "[]", "{", "null", "\"x\"")) {
      assertThat(intake.take(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(400);
    }
    assertThat(accepted).isEmpty();
  }

  @Test
  void refusesFieldsOfAWrongType() {
    for (String body : List.of("{\"involvedObject\":[]}", "{\"metadata\":7}", "{\"message\":{}}")) {
      assertThat(intake.take(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(400);
    }
    assertThat(intake.take("{\"severity\":null}".getBytes(StandardCharsets.UTF_8))).isEqualTo(202);
  }

  private int take(String message, String revision) {
    return intake.take(
        """
        {"involvedObject":{"kind":"Kustomization","name":"a","namespace":"b",
         "apiVersion":"kustomize.toolkit.fluxcd.io/v1"},"message":"%s","severity":"info",
         "metadata":{"kustomize.toolkit.fluxcd.io/revision":"%s"}}
        """
            .formatted(message, revision)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
