package dev.millrace.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventGatheringTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final AtomicLong now = new AtomicLong(-5);
  private final EventGathering gathering = new EventGathering(PATIENCE, now::get);

  @Test
  void joinsProgressAndTheEndOfARun() {
    assertThat(gathering.add(progress("a", "ConfigMap/x created", "revision", "1"))).isEmpty();
    assertThat(gathering.add(progress("a", "Health check passed", "revision", "1"))).isEmpty();

    List<EventMessage> ready =
        gathering.add(
            message("a", Notice.info("ReconciliationSucceeded", "finished"), "status", "update"));

    assertThat(ready).hasSize(1);
    assertThat(ready.getFirst().reason()).isEqualTo("ReconciliationSucceeded");
    assertThat(ready.getFirst().message())
        .isEqualTo("ConfigMap/x created\nHealth check passed\nfinished");
    assertThat(ready.getFirst().metadata())
        .containsOnly(Map.entry("g/revision", "1"), Map.entry("g/status", "update"));
    assertThat(gathering.nanosUntilDue()).isEmpty();
  }

  @Test
  void keepsObjectsApart() {
    gathering.add(progress("a", "of a", "k", "v"));

    assertThat(gathering.add(message("b", Notice.info("Done", "of b"), "k", "v")))
        .extracting(EventMessage::message)
        .containsExactly("of b");
  }

  @Test
  void deliversProgressBeforeAFailure() {
    gathering.add(progress("a", "half of it created", "k", "v"));

    assertThat(gathering.add(message("a", Notice.error("HealthCheckFailed", "broken"), "k", "v")))
        .extracting(EventMessage::message)
        .containsExactly("half of it created", "broken");
  }

  @Test
  void deliversProgressThatNothingFollowsInTime() {
    gathering.add(progress("a", "one", "k", "v"));
    now.addAndGet(PATIENCE.toNanos() - 1);
    gathering.add(progress("a", "two", "k", "v"));
    gathering.add(progress("b", "three", "k", "v"));
    assertThat(gathering.due()).isEmpty();
    assertThat(gathering.nanosUntilDue()).hasValue(1);

    now.addAndGet(1);

    assertThat(gathering.due()).extracting(EventMessage::message).containsExactly("one\ntwo");
    assertThat(gathering.nanosUntilDue()).hasValue(PATIENCE.toNanos() - 1);
  }

  @Test
  void holdsNothingBackWithoutPatience() {
    EventGathering none = new EventGathering(Duration.ZERO, now::get);

    assertThat(none.add(progress("a", "one", "k", "v"))).hasSize(1);
    assertThat(none.add(progress("a", "two", "k", "v"))).hasSize(1);
  }

  private static EventMessage progress(String uid, String text, String key, String value) {
    return message(uid, Notice.info("Progressing", text), key, value);
  }

  private static EventMessage message(String uid, Notice notice, String key, String value) {
    EventSubject subject = new EventSubject("g/v1", "Kind", "ns", "name", uid, "1", Map.of());
    return EventMessage.of(
        subject, notice.with(Map.of(key, value)), Instant.EPOCH, "controller", "pod");
  }
}
