package dev.millrace.controller.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepeatFilterTest {
  /** SECURITY-CASES.md row 11: the memory of the filter does not grow with what strangers send. */
  @Test
  void forgetsTheOldestOfManyDistinctEvents() {
    RepeatFilter filter = new RepeatFilter(Samples.CLOCK, Duration.ofMinutes(5));
    Event event = Samples.event("info");
    assertThat(filter.isNew(event.withMessage("first"))).isTrue();
    for (int i = 0; i < 200_000; i++) {
      filter.isNew(event.withMessage("m" + i));
    }
    assertThat(filter.isNew(event.withMessage("first"))).isTrue();
    assertThat(filter.isNew(event.withMessage("m199999"))).isFalse();
  }

  @Test
  void forgetsOnRequest() {
    RepeatFilter filter = new RepeatFilter(Samples.CLOCK, Duration.ofMinutes(5));
    Event event = Samples.event("info");
    assertThat(filter.isNew(event)).isTrue();
    filter.forget(event);
    assertThat(filter.isNew(event)).isTrue();
  }
}
