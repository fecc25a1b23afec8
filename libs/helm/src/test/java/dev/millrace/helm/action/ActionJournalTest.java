package dev.millrace.helm.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActionJournalTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;
  private final ActionJournal journal = new ActionJournal(clock);

  @Test
  void showsTimeAndFactsOfEachLine() {
    journal.note("creating resource", Map.of("name", "web", "gvk", "apps/v1, Kind=Deployment"));

    assertThat(journal.text())
        .isEqualTo(
            "2026-01-01T00:00:00Z: creating resource:"
                + " {\"gvk\":\"apps/v1, Kind=Deployment\",\"name\":\"web\"}");
  }

  @Test
  void keepsTheLastTenLines() {
    for (int i = 1; i <= 12; i++) {
      journal.note("step", Map.of("number", (long) i));
    }

    assertThat(journal.text().lines()).hasSize(10);
    assertThat(journal.text()).contains("{\"number\":3}").doesNotContain("{\"number\":2}");
  }

  @Test
  void showsTheFirstAndTheLastOfManyEqualLines() {
    for (int i = 0; i < 4; i++) {
      journal.note("waiting", Map.of());
      now = now.plusSeconds(1);
    }
    journal.note("done", Map.of());

    assertThat(journal.text())
        .isEqualTo(
            """
            2026-01-01T00:00:00Z: waiting: {}
            2026-01-01T00:00:03Z: waiting: {} (2 duplicate lines omitted)
            2026-01-01T00:00:04Z: done: {}""");
  }

  @Test
  void cutsLongLines() {
    journal.note("creating resource", Map.of("name", "x".repeat(100_000)));

    assertThat(journal.text().length()).isLessThan(400);
  }

  @Test
  void namesWhatAnActionDoesAndShowsNothingOfIt() throws ClusterException {
    var cluster = new JournaledCluster(new InMemoryCluster(), journal);

    cluster.apply(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Secret",
            "metadata",
            Map.of("name", "password", "namespace", "ns"),
            "stringData",
            Map.of("password", "hunter2")));

    assertThat(journal.text())
        .endsWith(
            "applying resource on the server:"
                + " {\"gvk\":\"v1, Kind=Secret\",\"name\":\"password\",\"namespace\":\"ns\"}");
  }
}
