package dev.millrace.runtime.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many requests are let go to servers that are simulated, in a time of their own. */
class RequestLimitTest {
  private static final Duration TEN_MS = Duration.ofMillis(10);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Duration WEBHOOK = Duration.ofSeconds(2);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void keepsTheProcessorsOfAServerBusyAndItsQueueShort() {
    SimulatedServer server = server(2).costs("get", TEN_MS, MOMENT).asked("get", 20);
    server.pass(Duration.ofSeconds(10));
    for (int i = 0; i < 100; i++) {
      server.pass(Duration.ofMillis(770));
      assertThat(server.limit()).isBetween(3, 8);
      assertThat(server.queued()).isLessThanOrEqualTo(5);
    }
    assertThat(server.answersIn("get", MINUTE)).as("of 12,000 at most").isGreaterThan(11_800);
  }

  @Test
  void letsMoreGoToALargerServer() {
    SimulatedServer server = server(16).costs("get", TEN_MS, MOMENT).asked("get", 80);
    server.pass(Duration.ofSeconds(10));
    assertThat(server.answersIn("get", MINUTE)).as("of 96,000 at most").isGreaterThan(93_000);
    assertThat(server.limit()).isBetween(17, 24);
  }

  @Test
  void aSlowWebhookMakesRoomForMoreAndNotForFewer() {
    SimulatedServer server = server(2).costs("patch", MOMENT, WEBHOOK).asked("patch", 80);
    server.pass(MINUTE);
    assertThat(server.answersIn("patch", MINUTE)).as("of 960 at most").isGreaterThan(850);
  }

  @Test
  void aWebhookThatIsInstalledLaterHoldsUpOnlyUntilTheNextLook() {
    SimulatedServer server = server(2).costs("patch", TEN_MS, MOMENT).asked("patch", 80);
    server.pass(MINUTE);
    server.costs("patch", MOMENT, WEBHOOK);
    server.pass(Duration.ofMinutes(2));
    assertThat(server.answersIn("patch", MINUTE)).as("of 960 at most").isGreaterThan(850);
  }

  @Test
  void aServerThatBecomesSlowerIsLearntAnew() {
    SimulatedServer server = server(2).costs("get", TEN_MS, MOMENT).asked("get", 20);
    server.pass(MINUTE);
    server.costs("get", TEN_MS.multipliedBy(3), MOMENT);
    server.pass(MINUTE);
    assertThat(server.answersIn("get", MINUTE)).as("of 4,000 at most").isGreaterThan(3_900);
    assertThat(server.limit()).isBetween(3, 8);
  }

  @Test
  void slowWritesOfOneAreNoReasonToFillTheQueueWithReadsOfAnother() {
    SimulatedServer server =
        server(2)
            .costs("get", TEN_MS, MOMENT)
            .costs("patch", MOMENT, WEBHOOK)
            .asked("get", 20)
            .asked("patch", 20);
    server.pass(MINUTE);
    for (int i = 0; i < 100; i++) {
      server.pass(Duration.ofMillis(770));
      assertThat(server.queued()).isLessThanOrEqualTo(6);
    }
    assertThat(server.answersIn("get", MINUTE)).as("of 12,000 at most").isGreaterThan(11_500);
    assertThat(server.answersIn("patch", MINUTE)).as("of 150 with 5 at once").isGreaterThan(120);
  }

  @Test
  void aRefusalHalvesTheNumberOnceForAllThatWereSentBefore() {
    SimulatedServer server = server(2).costs("patch", MOMENT, WEBHOOK).asked("patch", 80);
    server.pass(MINUTE);
    int before = server.limit();
    server.refuseNext(before);
    server.pass(WEBHOOK);
    assertThat(server.limit()).isBetween(before / 2, before / 2 + 2);
  }

  @Test
  void doesNotGrowWhileNobodyWaits() {
    SimulatedServer server = server(2).costs("get", TEN_MS, MOMENT).asked("get", 3);
    server.pass(MINUTE);
    assertThat(server.limit()).isEqualTo(Concurrency.USUAL.first());
  }

  @Test
  void aFixedNumberStaysAsItIs() {
    SimulatedServer server =
        new SimulatedServer(2, Concurrency.fixed(5)).costs("get", TEN_MS, MOMENT).asked("get", 20);
    server.pass(MINUTE);
    assertThat(server.limit()).isEqualTo(5);
  }

  @Test
  void boundsAreInOrder() {
    assertThatThrownBy(() -> new Concurrency(2, 1, 3)).hasMessageContaining("in order");
    assertThatThrownBy(() -> new Concurrency(0, 1, 3)).hasMessageContaining("positive");
    assertThatThrownBy(() -> new Concurrency(1, 4, 3)).hasMessageContaining("in order");
  }

  private static SimulatedServer server(int processors) {
    return new SimulatedServer(processors, Concurrency.USUAL);
  }
}
