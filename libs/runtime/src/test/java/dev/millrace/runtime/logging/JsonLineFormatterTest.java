package dev.millrace.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class JsonLineFormatterTest {
  private final JsonLineFormatter formatter = new JsonLineFormatter("kustomize-controller");

  @Test
  void writesTheKeysThatFluxLogsReads() throws Exception {
    ExtLogRecord record = record(Level.INFO, "applied");
    LogSubject shop =
        new LogSubject("kustomize.toolkit.fluxcd.io", "Kustomization", "apps", "shop", "42");
    JsonNode line;
    try (LogContext _ = LogContext.enter(Optional.of(shop), Map.of("duration", "PT1S"))) {
      line = parse(record);
    }
    assertThat(line.path("level").asText()).isEqualTo("info");
    assertThat(line.path("ts").asText()).isEqualTo("2026-01-01T00:00:00.000Z");
    assertThat(line.path("msg").asText()).isEqualTo("applied");
    assertThat(line.path("controller").asText()).isEqualTo("kustomization");
    assertThat(line.path("controllerGroup").asText()).isEqualTo("kustomize.toolkit.fluxcd.io");
    assertThat(line.path("controllerKind").asText()).isEqualTo("Kustomization");
    assertThat(line.at("/Kustomization/name").asText()).isEqualTo("shop");
    assertThat(line.at("/Kustomization/namespace").asText()).isEqualTo("apps");
    assertThat(line.path("reconcileID").asText()).isEqualTo("42");
    assertThat(line.path("duration").asText()).isEqualTo("PT1S");
  }

  @Test
  void anExceptionBecomesErrorAndStackTraceInOneLine() throws Exception {
    ExtLogRecord record = record(Level.ERROR, "broken");
    record.setThrown(new IllegalStateException("first\nsecond"));
    assertThat(formatter.format(record).lines()).hasSize(1);
    JsonNode line = parse(record);
    assertThat(line.path("level").asText()).isEqualTo("error");
    assertThat(line.path("error").asText()).contains("IllegalStateException");
    assertThat(line.path("stacktrace").asText()).contains("at ");
  }

  private JsonNode parse(ExtLogRecord record) throws Exception {
    return new ObjectMapper().readTree(formatter.format(record));
  }

  private static ExtLogRecord record(Level level, String message) {
    ExtLogRecord record = new ExtLogRecord(level, message, "test");
    record.setInstant(Instant.parse("2026-01-01T00:00:00Z"));
    return record;
  }
}
