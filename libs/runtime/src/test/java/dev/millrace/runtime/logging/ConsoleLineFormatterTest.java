package dev.millrace.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class ConsoleLineFormatterTest {
  private final ConsoleLineFormatter formatter = new ConsoleLineFormatter("helm-controller");

  @Test
  void saysWhatFailedAndWhy() {
    ExtLogRecord record = record();
    try (LogContext _ =
        LogContext.enter(
            Optional.of(new LogSubject("g", "HelmRelease", "apps", "shop", "7")),
            Map.of("error", "no chart"))) {
      assertThat(formatter.format(record))
          .startsWith("2026-01-01T00:00:00.000Z\tERROR\tbroken\t{\"controller\":\"helmrelease\"")
          .endsWith(
              "\"namespace\":\"apps\",\"name\":\"shop\",\"reconcileID\":\"7\",\"error\":\"no chart\"}\n");
    }
  }

  @Test
  void aStackTraceStandsBelow() {
    ExtLogRecord record = record();
    record.setThrown(new IllegalStateException("oh"));
    assertThat(formatter.format(record).lines())
        .element(0)
        .asString()
        .endsWith("\"error\":\"java.lang.IllegalStateException: oh\"}");
    assertThat(formatter.format(record)).contains("\n\tat ");
  }

  private static ExtLogRecord record() {
    ExtLogRecord record = new ExtLogRecord(Level.ERROR, "broken", "test");
    record.setInstant(Instant.parse("2026-01-01T00:00:00Z"));
    return record;
  }
}
